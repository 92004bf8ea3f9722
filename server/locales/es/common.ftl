# Lo que comparten varias páginas: fechas, números, gestos.
date-day = { $day } { $month } { $year }
date-long = { $day } de { $month } de { $year }
date-moment = { $date }, { $time }
date-months = enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
date-months-short = ene feb mar abr may jun jul ago sept oct nov dic
percent = { $share } %
size-bytes = { $value } B
size-kilobytes = { $value } kB
size-megabytes = { $value } MB
size-gigabytes = { $value } GB
date-first = 1
