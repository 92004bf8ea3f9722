# Introducir datos con el formulario o con el cuestionario, y lo que se conserva de ello.
entry-to-questionnaire = Pasar al cuestionario
entry-to-form = Pasar al formulario
entry-later = Guardar sin terminar
entry-leave = Conservar y salir
entry-finish = Terminar
entry-next = Siguiente
entry-back = Anterior
entry-skip = Más tarde
entry-progress = Temas del cuestionario
entry-theme-done = Completado:
entry-question = Pregunta { $number } de { $count }
entry-example = Ejemplo: { $example }
entry-help = Ayuda
entry-why = ¿Por qué esta pregunta?
entry-proposals = Propuesto, y aún no completado:
entry-proposed-by = Según el paquete «{ $pack }».
entry-provided-for = Previsto por la finalidad.
entry-needed = necesario para terminar
entry-take = Tomarlo todo
entry-end = Antes de terminar
entry-end-all = Todas las preguntas tienen respuesta.
entry-end-open = { $count ->
    [one] Una pregunta ha quedado sin respuesta. Puede volver a ella, o terminar si no le concierne.
   *[other] { $count } preguntas han quedado sin respuesta. Puede volver a ellas, o terminar si no le conciernen.
 }
draft-kept = Datos conservados a las { $time }
draft-failed = Aún no conservado: nuevo intento en unos segundos. Lo que ha escrito sigue aquí.
draft-elsewhere = Estos datos han seguido en otra ventana. No se pierde nada: elija cuáles conserva.
draft-mine = Conservar estos
draft-theirs = Ver los otros
draft-too-large = Son demasiados datos para conservarlos: como máximo { $limit } kB.
draft-resumed = Continúa con lo que escribió el { $moment }. Aún no está guardado en el registro.
draft-again = Empezar de cero
draft-moved = Alguien ha modificado esto desde que empezó a escribir.
draft-see = Ver lo guardado
draft-conflict = Alguien ha modificado esto entretanto. Sus datos están intactos: compárelos con la ficha y guarde de nuevo para sustituir la versión de la otra persona.
