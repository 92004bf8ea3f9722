# The categories of the register, and moving its branches.
category-new = New category
category-name = Name
category-name-help = A field of your business, for example “Human resources”.
category-parent = Place
category-parent-help = At the top it is a category; below another one, a subcategory.
category-delete = Delete this category
category-name-taken = A category is already called “{ $name }” in this place.
category-too-deep = A subcategory cannot hold another one.
category-has-subcategories = This category has subcategories: it cannot become one. Move them first.
category-of-pack = This category comes from a sector pack and is not changed.
place-move = Move
place-do = Move here
place-title = Move “{ $name }”
place-to = New place
place-help = Everything below moves along.
place-top = At the top of the register
place-said = { $name } now stands in { $place }.
place-said-top = { $name } now stands at the top.
said-branch-moved = Moved, with everything below.
category-has-activities = { $count ->
    [one] This category still holds { $count } activity: move or delete it first.
   *[other] This category still holds { $count } activities: move or delete them first.
 }
category-holds = { $subcategories ->
    [one] { $subcategories } subcategory
   *[other] { $subcategories } subcategories
 } · { $purposes ->
    [one] { $purposes } purpose
   *[other] { $purposes } purposes
 }
category-delete-below = With it go { $subcategories ->
    [one] { $subcategories } subcategory
   *[other] { $subcategories } subcategories
 } and { $purposes ->
    [one] { $purposes } purpose without activities
   *[other] { $purposes } purposes without activities
 }.
