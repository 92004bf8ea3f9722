# Ce que plusieurs pages partagent : dates, nombres, gestes.
date-day = { $day } { $month } { $year }
date-long = { $day } { $month } { $year }
date-moment = { $date } à { $time }
date-months = janvier février mars avril mai juin juillet août septembre octobre novembre décembre
date-months-short = janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc.
percent = { $share } %
size-bytes = { $value } o
size-kilobytes = { $value } ko
size-megabytes = { $value } Mo
size-gigabytes = { $value } Go
date-first = 1er
