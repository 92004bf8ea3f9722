# Lo que dice el paquete, y cómo nombra los plazos.
period-hour = { $count } hora
period-hours = { $count } horas
period-day = { $count } día
period-days = { $count } días
period-week = { $count } semana
period-weeks = { $count } semanas
period-month = { $count } mes
period-months = { $count } meses
period-year = { $count } año
period-years = { $count } años

badge-retention = Los pasos de tarjeta se conservan { $kept }. Tres meses suelen bastar.
    .title = Los pasos de tarjeta se borran a los tres meses
    .fix = Reducir el plazo a 3 meses.
