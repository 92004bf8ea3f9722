# What several pages share: dates, numbers, gestures.
date-day = { $day } { $month } { $year }
date-long = { $day } { $month } { $year }
date-moment = { $date } at { $time }
date-months = January February March April May June July August September October November December
date-months-short = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
percent = { $share }%
size-bytes = { $value } B
size-kilobytes = { $value } kB
size-megabytes = { $value } MB
size-gigabytes = { $value } GB
date-first = 1
