# Los departamentos de la organización.
settings-departments = Departamentos
departments-everybody = Todas las personas
departments-without = Sin departamento
departments-people = { $count ->
    [0] nadie
    [one] { $count } persona
   *[other] { $count } personas
}
departments-activities = { $count ->
    [0] ningún tratamiento
    [one] { $count } tratamiento
   *[other] { $count } tratamientos
}
departments-edit = Modificar { $department }
departments-add = Añadir un departamento
departments-create = Crear el departamento
departments-name = Nombre del departamento
departments-head = Responsable del departamento
departments-head-help = Los registros exportados lo designan como responsable operativo de los tratamientos del departamento.
departments-first-name = Nombre
departments-last-name = Apellidos
departments-position = Cargo
departments-members = Personas
departments-help = Elija una o varias personas (Mayús o Ctrl para varias) y arrástrelas a un departamento. Con el teclado: márquelas, elija el departamento y confirme.
departments-move-to = Mover a
departments-move = Mover
departments-chosen = { $count ->
    [one] { $count } persona elegida
   *[other] { $count } personas elegidas
}
departments-nobody-chosen = Elija primero al menos una persona.
departments-nobody = Nadie aquí
departments-nobody-help = Muestre todas las personas y arrastre algunas a este departamento.
departments-moved = { $count ->
    [one] { $count } persona trabaja ahora en { $department }.
   *[other] { $count } personas trabajan ahora en { $department }.
}
departments-moved-out = { $count ->
    [one] { $count } persona ya no tiene departamento.
   *[other] { $count } personas ya no tienen departamento.
}
departments-delete = Eliminar el departamento
departments-delete-title = ¿Eliminar { $department }?
departments-delete-help = { $count ->
    [0] Nadie trabaja en él.
    [one] La persona que trabaja en él ya no tendrá departamento.
   *[other] Las { $count } personas que trabajan en él ya no tendrán departamento.
}
department-name-missing = Indique el nombre del departamento.
department-name-taken = Otro departamento ya lleva ese nombre.
department-too-long = { $limit } caracteres como máximo.
department-unknown = Ese departamento no existe.
department-in-charge = { $count ->
    [one] Un tratamiento está confiado a este departamento: confíelo antes a otro para poder eliminarlo.
   *[other] { $count } tratamientos están confiados a este departamento: confíelos antes a otro para poder eliminarlo.
}
said-department-created = El departamento se ha creado.
said-department-deleted = El departamento se ha eliminado.
said-moved = Las personas se han movido.
