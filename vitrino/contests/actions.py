"""Everything that changes a contest or a quiz."""

from vitrino.contests.collecting import add_entry as add_entry
from vitrino.contests.collecting import bring_entries as bring_entries
from vitrino.contests.collecting import gather as gather
from vitrino.contests.collecting import rule_entry as rule_entry
from vitrino.contests.drawing import accept as accept
from vitrino.contests.drawing import announce_winners as announce_winners
from vitrino.contests.drawing import close as close
from vitrino.contests.drawing import draw as draw
from vitrino.contests.drawing import pass_over as pass_over
from vitrino.contests.drawing import tell as tell
from vitrino.contests.making import announce as announce
from vitrino.contests.making import call_off as call_off
from vitrino.contests.making import change as change
from vitrino.contests.making import join_post as join_post
from vitrino.contests.making import make as make
from vitrino.contests.making import reword as reword
from vitrino.contests.quizzing import make_quiz as make_quiz
from vitrino.contests.quizzing import plan_solution as plan_solution
