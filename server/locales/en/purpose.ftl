# Purposes: sheet, form, what stands in the way of changing them.
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
purpose-title = Purpose
purpose-new = New purpose
purpose-edit = Change the purpose
purpose-delete = Delete this purpose
purpose-name = Name of the purpose
purpose-name-help = Why you process these data, in a few words: “Recover unpaid rent”. A purpose must be specified, explicit and legitimate (GDPR art. 5(1)(b)).
purpose-category-help = The field of business, for example “Rental management”. A new name makes the category.
purpose-subcategory-help = To sort more finely, for example “Life of the lease”.
purpose-description = Description
purpose-description-help = What this purpose covers and what it does not: departments will know where their activities belong.
purpose-basis-help = What makes the processing lawful: one basis for each purpose (GDPR art. 6).
purpose-subjects-help = The people whose data serve this purpose, and how many at the most (GDPR art. 30(1)(c)). An activity about others, or more of them, will wait for your decision.
purpose-subjects-add = Add people
purpose-subject = Data subjects
purpose-volume = Number at the most
purpose-no-limit = No limit
purpose-data-help = Only the data that this purpose needs (GDPR art. 5(1)(c)), each with its period where it differs from the general one. The sensitivity proposed comes from the category; change it where you can say why.
purpose-data-add = Add data
purpose-data-category = Category
purpose-data-type = Data
purpose-data-kept = Period
purpose-data-as-whole = the general period
purpose-unit = Unit
purpose-from = Counted from
purpose-then = Afterwards
purpose-data-grades = Period and sensitivity
purpose-data-incomplete = Give these data a category and a name: { $data }.
purpose-period-unreadable = This period must be a whole number: { $value }.
purpose-retention-help = The longest period allowed for data that have none of their own (GDPR art. 5(1)(e)). Empty: no limit.
purpose-section-sharing = Sharing and tools
purpose-joint-controllers = Joint controllers
purpose-joint-controllers-help = Organisations that decide with you why and how (GDPR art. 26).
purpose-transmission-help = May data go to recipients, processors, joint controllers or another country? (GDPR art. 13, 28 and 44)
purpose-transmission-allowed = Transmission allowed
purpose-transmission-forbidden = Transmission forbidden
purpose-applications = Applications allowed
purpose-applications-help = Software, databases and spreadsheets that activities may use.
purpose-measures = Security measures required
purpose-measures-help = What each activity must do to protect the data (GDPR art. 32).
purpose-grades = Sensitivity of the purpose
purpose-grades-help = What people would suffer if this purpose failed, from A (negligible) to F (maximal) (GDPR art. 24 and 35). What is proposed is the worst of its data.
purpose-grades-legend = Three grades for each case, in this order: physical, moral, financial harm; from A (negligible) to F (maximal).
purpose-harm-physical = Physical harm
purpose-harm-moral = Moral harm
purpose-harm-financial = Financial harm
purpose-failure-alteration = Alteration
purpose-failure-loss = Loss
purpose-failure-leak = Leak
purpose-grade-proposed = Proposed { $grade }
purpose-grade-reason = Reason, where a grade is changed
purpose-grades-unexplained = Say why the sensitivity of the purpose is changed.
purpose-grades-of-unexplained = Say why the sensitivity is changed for { $data }.
purpose-named-twice = This is named twice: { $name }.
purpose-frame = What the purpose allows
purpose-nothing = Nothing is entered.
purpose-without-activities = No activity under this purpose.
purpose-proposed = Proposed
purpose-proposed-help = This purpose is only proposed by an activity: saving it adopts it.
purpose-origin = Origin
purpose-origin-own = Made here
purpose-origin-import = From an import
purpose-origin-model = Made from a model
