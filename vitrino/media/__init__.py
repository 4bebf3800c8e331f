"""Pictures and films of the shop: kept once, cut to each platform's form, lent to platforms that fetch them."""
