# Entering by the form or by the questionnaire, and what is kept of an entry.
entry-to-questionnaire = Switch to the questionnaire
entry-to-form = Switch to the form
entry-later = Save without finishing
entry-leave = Keep and leave
entry-finish = Finish
entry-next = Next
entry-back = Back
entry-skip = Later
entry-progress = Themes of the questionnaire
entry-theme-done = Filled in:
entry-question = Question { $number } of { $count }
entry-example = Example: { $example }
entry-help = Help
entry-why = Why this question?
entry-proposals = Proposed, and not filled in yet:
entry-proposed-by = From the pack “{ $pack }”.
entry-provided-for = Provided for by the purpose.
entry-needed = needed to finish
entry-take = Take all of it
entry-end = Before you finish
entry-end-all = Every question has an answer.
entry-end-open = { $count ->
    [one] One question is without an answer. You can go back to it, or finish if it does not concern you.
   *[other] { $count } questions are without an answer. You can go back to them, or finish if they do not concern you.
 }
draft-kept = Entry kept at { $time }
draft-failed = Not kept yet: trying again in a few seconds. What you typed stays here.
draft-elsewhere = This entry went on in another window. Nothing is lost: choose which one you keep.
draft-mine = Keep this one
draft-theirs = See the other
draft-too-large = This entry is too long to be kept: at most { $limit } kB.
draft-resumed = You go on with your entry of { $moment }. It is not saved in the register yet.
draft-again = Start again
draft-moved = Somebody changed this since you began your entry.
draft-see = See what is saved
draft-conflict = Somebody changed this meanwhile. Your entry is intact: compare it with the sheet, then save again to replace the other person’s version.
