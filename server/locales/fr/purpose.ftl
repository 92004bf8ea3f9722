# Les finalités : ce qui empêche de les changer.
purpose-refused-joint-controller = Ce responsable conjoint ne peut pas être retiré : { $found }. Projets qui le nomment : { $activities }.
purpose-refused-data-subject = Ces personnes ne peuvent pas être retirées : { $found }. Projets qui les concernent : { $activities }.
purpose-refused-volume = Le nombre de personnes ne peut pas être abaissé pour { $found }. Projets qui le dépasseraient : { $activities }.
purpose-refused-personal-data = Cette donnée ne peut pas être retirée : { $found }. Projets qui la traitent : { $activities }.
purpose-refused-retention = La durée de conservation ne peut pas être abaissée. Projets qui la dépasseraient : { $activities }.
purpose-refused-retention-of = La durée de conservation ne peut pas être abaissée pour { $found }. Projets qui la dépasseraient : { $activities }.
purpose-refused-security-measure = Cette mesure ne peut pas être exigée : { $found ->
    [transit_encryption] { column-security_transit_encryption }
    [offline_network] { column-security_offline_network }
    [authentication] { column-security_authentication }
    [logging] { column-security_logging }
    [confidentiality_undertaking] { column-security_confidentiality_undertaking }
    [isolated_media] { column-security_isolated_media }
    [regular_controls] { column-security_regular_controls }
   *[physical_access] { column-security_physical_access }
 }. Projets qui ne la prennent pas : { $activities }.
purpose-refused-application = Cette application ne peut pas être retirée : { $found }. Projets qui l’utilisent : { $activities }.
purpose-refused-transmission = La transmission ne peut pas être interdite. Projets qui transmettent des données : { $activities }.
purpose-name-taken = Une finalité de cette branche porte déjà le nom « { $name } ».
purpose-has-activities = { $count ->
    [one] Cette finalité porte encore { $count } projet : déplacez-le ou supprimez-le d’abord.
   *[other] Cette finalité porte encore { $count } projets : déplacez-les ou supprimez-les d’abord.
 }
