# What the pack says, and how it names periods.
period-hour = { $count } hour
period-hours = { $count } hours
period-day = { $count } day
period-days = { $count } days
period-week = { $count } week
period-weeks = { $count } weeks
period-month = { $count } month
period-months = { $count } months
period-year = { $count } year
period-years = { $count } years

badge-retention = Badge logs are kept { $kept }. Three months are usually enough.
    .title = Badge logs are erased after three months
    .fix = Reduce the period to 3 months.
