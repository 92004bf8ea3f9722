# The departments of the organisation.
settings-departments = Departments
departments-everybody = Everybody
departments-without = No department
departments-people = { $count ->
    [0] nobody
    [one] { $count } person
   *[other] { $count } people
}
departments-activities = { $count ->
    [0] no activity
    [one] { $count } activity
   *[other] { $count } activities
}
departments-edit = Edit { $department }
departments-add = Add a department
departments-create = Create the department
departments-name = Name of the department
departments-head = Head of the department
departments-head-help = Exported registers name the head as the one in charge of the department’s activities.
departments-first-name = First name
departments-last-name = Last name
departments-position = Position
departments-members = People
departments-help = Choose one person or several (Shift or Ctrl for several), then drag them onto a department. By keyboard: tick them, choose the department and confirm.
departments-move-to = Move to
departments-move = Move
departments-chosen = { $count ->
    [one] { $count } person chosen
   *[other] { $count } people chosen
}
departments-nobody-chosen = Choose at least one person first.
departments-nobody = Nobody here
departments-nobody-help = Show everybody, then drag people onto this department.
departments-moved = { $count ->
    [one] { $count } person now works in { $department }.
   *[other] { $count } people now work in { $department }.
}
departments-moved-out = { $count ->
    [one] { $count } person has no department any more.
   *[other] { $count } people have no department any more.
}
departments-delete = Delete the department
departments-delete-title = Delete { $department }?
departments-delete-help = { $count ->
    [0] Nobody works there.
    [one] The person who works there will have no department any more.
   *[other] The { $count } people who work there will have no department any more.
}
department-name-missing = Give the name of the department.
department-name-taken = Another department already bears this name.
department-too-long = { $limit } characters at most.
department-unknown = There is no such department.
department-in-charge = { $count ->
    [one] One activity is entrusted to this department: entrust it to another one first, then you can delete it.
   *[other] { $count } activities are entrusted to this department: entrust them to another one first, then you can delete it.
}
said-department-created = The department is created.
said-department-deleted = The department is deleted.
said-moved = The people are moved.
