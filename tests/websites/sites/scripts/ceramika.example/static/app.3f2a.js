/*! carousel 4.1 | by Ada | https://twitter.com/adacodes */
// see "https://twitter.com/another_author" for the idea
const types={accept:"image/*"},any="*/*";
var pkg={"name":"tiny-lib","author":"https://x.com/libauthor","homepage":"https://www.instagram.com/tinylib"};
function share(u){location="https://twitter.com/intent/tweet?url="+u;fetch("https://graph.facebook.com/v18.0")}
var page="https://www.facebook.com/"+name,embed="https://www.youtube.com/embed/abc";
const html='<a class="yt" href="https://www.youtube.com/@ceramikajagna">YouTube</a>';
const more=`https://t.me/ceramika_jagna`;
