# Ce que le paquet dit, et comment il nomme les durées.
period-hour = { $count } heure
period-hours = { $count } heures
period-day = { $count } jour
period-days = { $count } jours
period-week = { $count } semaine
period-weeks = { $count } semaines
period-month = { $count } mois
period-months = { $count } mois
period-year = { $count } an
period-years = { $count } ans

badge-retention = Les passages de badge sont gardés { $kept }. Trois mois suffisent d’ordinaire.
    .title = Les passages de badge s’effacent après trois mois
    .fix = Ramener la durée à 3 mois.
