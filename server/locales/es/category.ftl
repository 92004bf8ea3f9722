# Las categorías del registro, y el traslado de sus ramas.
category-new = Nueva categoría
category-name = Nombre
category-name-help = Un ámbito de su actividad, por ejemplo «Recursos humanos».
category-parent = Lugar
category-parent-help = En el primer nivel es una categoría; bajo otra, una subcategoría.
category-delete = Eliminar esta categoría
category-name-taken = Una categoría ya se llama «{ $name }» en este lugar.
category-too-deep = Una subcategoría no puede contener otra.
category-has-subcategories = Esta categoría tiene subcategorías: no puede convertirse en una. Muévalas antes.
category-of-pack = Esta categoría viene de un paquete sectorial y no se modifica.
place-move = Mover
place-do = Mover aquí
place-title = Mover «{ $name }»
place-to = Nuevo lugar
place-help = Todo lo que está debajo se mueve también.
place-top = En el primer nivel del registro
place-said = { $name } está ahora en { $place }.
place-said-top = { $name } está ahora en el primer nivel.
said-branch-moved = Movido, con todo lo que está debajo.
category-has-activities = { $count ->
    [one] Esta categoría todavía contiene { $count } tratamiento: muévalo o elimínelo antes.
   *[other] Esta categoría todavía contiene { $count } tratamientos: muévalos o elimínelos antes.
 }
category-holds = { $subcategories ->
    [one] { $subcategories } subcategoría
   *[other] { $subcategories } subcategorías
 } · { $purposes ->
    [one] { $purposes } finalidad
   *[other] { $purposes } finalidades
 }
category-delete-below = Con ella desaparecen { $subcategories ->
    [one] { $subcategories } subcategoría
   *[other] { $subcategories } subcategorías
 } y { $purposes ->
    [one] { $purposes } finalidad sin tratamientos
   *[other] { $purposes } finalidades sin tratamientos
 }.
