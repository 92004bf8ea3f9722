# Purposes: what stands in the way of changing them.
purpose-refused-joint-controller = This joint controller cannot be removed: { $found }. Activities that name it: { $activities }.
purpose-refused-data-subject = These people cannot be removed: { $found }. Activities about them: { $activities }.
purpose-refused-volume = The number of people cannot be lowered for { $found }. Activities that would exceed it: { $activities }.
purpose-refused-personal-data = This data cannot be removed: { $found }. Activities that process it: { $activities }.
purpose-refused-retention = The retention period cannot be shortened. Activities that would exceed it: { $activities }.
purpose-refused-retention-of = The retention period cannot be shortened for { $found }. Activities that would exceed it: { $activities }.
purpose-refused-security-measure = This measure cannot be required: { $found ->
    [transit_encryption] { column-security_transit_encryption }
    [offline_network] { column-security_offline_network }
    [authentication] { column-security_authentication }
    [logging] { column-security_logging }
    [confidentiality_undertaking] { column-security_confidentiality_undertaking }
    [isolated_media] { column-security_isolated_media }
    [regular_controls] { column-security_regular_controls }
   *[physical_access] { column-security_physical_access }
 }. Activities that do not take it: { $activities }.
purpose-refused-application = This application cannot be removed: { $found }. Activities that use it: { $activities }.
purpose-refused-transmission = Transmission cannot be forbidden. Activities that hand data on: { $activities }.
purpose-name-taken = A purpose of this branch is already called “{ $name }”.
purpose-has-activities = { $count ->
    [one] This purpose still holds { $count } activity: move or delete it first.
   *[other] This purpose still holds { $count } activities: move or delete them first.
 }
