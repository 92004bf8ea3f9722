# Cumplimiento: cuestionario, radar, programa de acciones.
compliance-title = Programa de cumplimiento
compliance-none = Ningún cuestionario abierto
compliance-none-text = Responda al cuestionario: el radar muestra dónde está y las respuestas proponen un plan de acción.
compliance-none-read = Un referente debe abrir antes el cuestionario. Aquí verá el radar y el plan de acción.
compliance-open = Abrir el cuestionario
compliance-questionnaire = Cuestionario
compliance-today = hoy
compliance-initial = evaluación inicial
compliance-unknown = sin respuesta
compliance-radar = Radar de cumplimiento
compliance-radar-text = Un eje por tema, en porcentaje. Curva gris: primera evaluación, según las respuestas. Curva naranja: hoy, con las acciones terminadas. La tabla que sigue tiene las mismas cifras.
compliance-figures = Las cifras del radar
compliance-theme = Tema
compliance-theme-action = Tema / acción
compliance-assignees = Responsable
compliance-due = Vencimiento
compliance-status = Estado
compliance-gain = Mejora
compliance-gain-points = +{ $points } %
compliance-gain-long = Aporta { $points } puntos al tema
compliance-late = { $date }, con retraso
compliance-own = Otras acciones
compliance-plan = Plan de acción
compliance-plan-empty = Ninguna acción propuesta por ahora
compliance-plan-empty-text = Las acciones aparecen a medida que se responde al cuestionario.
compliance-summary = { $themes } temas · { $questions } preguntas · { $actions ->
    [one] { $actions } acción
   *[other] { $actions } acciones
 }, { $done ->
    [one] { $done } terminada
   *[other] { $done } terminadas
 }
compliance-script-fault = No se pudo evaluar una parte del cuestionario:
compliance-hint = { $theme }: { $share } ({ $curve })
campaign-themes = Temas del cuestionario
campaign-progress = { $answered ->
    [one] { $answered } respuesta de { $visible }
   *[other] { $answered } respuestas de { $visible }
 }
campaign-progress-label = Avance
campaign-opened = Abierto el { $date }
campaign-validated-on = Validado el { $date }
campaign-frozen-notice = Este cuestionario está validado: sus respuestas ya no cambian.
campaign-read-notice = Solo un responsable de privacidad responde al cuestionario. Usted puede leerlo.
campaign-next = Subtema siguiente
campaign-previous = Subtema anterior
campaign-help = Ayuda
campaign-concerns = Concierne a:
campaign-validate = Validar el cuestionario
campaign-validate-warning = Tras la validación, las respuestas no se pueden modificar y el cuestionario no se puede reabrir. La curva gris del radar queda fijada. Más adelante podrá abrirse otro cuestionario.
campaign-validate-understood = Entiendo que es definitivo
campaign-frozen = Este cuestionario está validado: ya no cambia.
campaign-already-open = Ya hay un cuestionario de este tipo abierto. Valídelo antes de abrir otro.
campaign-questionnaire-unknown = Este cuestionario no existe.
campaign-incomplete = { $missing ->
    [one] Queda una pregunta sin respuesta.
   *[other] Quedan { $missing } preguntas sin respuesta.
}
answer-yes = Sí
answer-no = No
answer-partly = En parte
answer-na = No aplicable
answer-comment = Comentario
answer-none = Sin respuesta
answer-save = Guardar
answer-clear = Borrar la respuesta
answer-saved = Guardado a las { $time }
answer-failed = No guardado: nuevo intento en un momento
answer-one-only = Solo es posible una respuesta.
answer-not-offered = Esta respuesta no se ofrece.
answer-number = Se espera un número.
answer-number-range = Se espera un número de { $min } a { $max }.
answer-date = Se espera una fecha válida.
answer-text-long = El texto supera los { $max } caracteres.
answer-table = Esta tabla no tiene la forma esperada.
answer-hidden-question = Esta pregunta no procede, según sus otras respuestas.
answer-changed-meanwhile = Alguien ha respondido entretanto a esta pregunta. Recargue la página para ver su respuesta.
action-what = Por qué
action-article = Fundamento
action-priority = Prioridad
action-effort = Esfuerzo
action-level-low = Baja
action-level-medium = Media
action-level-high = Alta
action-effort-low = Pequeño
action-effort-medium = Medio
action-effort-high = Grande
action-status-todo = Por hacer
action-status-in-progress = En curso
action-status-to-validate = Por validar
action-status-done = Terminada
action-status-not-applicable = No aplicable
action-reason = Motivo, si no es aplicable
action-change = Cambiar el estado
action-assign = Asignar
action-nobody = Nadie
action-question = Pregunta de origen
action-reason-needed = Diga por qué la acción no se aplica.
action-text-long = El texto tiene { $limit } caracteres como máximo.
action-status-unknown = Este estado no existe.
action-assignee-unknown = Esta persona no pertenece a la organización.
action-assignees-many = Demasiadas personas para una sola acción.
compliance-action = Acción
compliance-views = Vistas del programa
compliance-tab-plan = Programa
compliance-tab-mine = Mis acciones
compliance-tab-board = Tablero
compliance-tab-calendar = Calendario
lead-theme = Responsable del tema
lead-subtheme = Responsable del subtema
lead-nobody = Nadie
lead-of = dirige «{ $title }»
lead-choose = Quién dirige
lead-name = Designar
lead-help-theme = Un tema lo dirige un responsable de privacidad.
lead-help-subtheme = Cualquier persona de la organización puede dirigir un subtema. Se le avisa.
lead-not-champion = Solo un responsable de privacidad puede dirigir un tema.
lead-actions = { $actions ->
    [one] { $actions } acción
   *[other] { $actions } acciones
 }, { $done ->
    [one] { $done } terminada
   *[other] { $done } terminadas
 }
said-lead-named = Responsable guardado.
action-new = Acción
action-new-title = Añadir una acción
action-title = Qué hay que hacer
action-place = Tema y subtema
action-add = Añadir al plan
said-action-added = Acción añadida al plan.
said-action-changed = Acción modificada.
action-theme-unknown = Este tema no existe en el programa.
action-late = Con retraso
action-facts = La acción
action-record = Seguimiento
action-whole = { $comments } comentarios, { $documents } documentos
action-unassign = Quitar a { $name }
action-assign-whom = Persona que añadir
action-remind = Recordatorio
action-remind-days = { $days ->
    [0] Ninguno
    [one] La víspera
   *[other] { $days } días antes
}
action-set-due = Guardar la fecha límite
mine-none = Nada le espera
mine-none-text = Aquí aparecerán las acciones que se le asignen o que usted dirija.
mine-open = Por hacer por mí
mine-to-validate = Por validar
mine-led = En lo que dirijo
mine-finished = Terminadas
board-help = Arrastre una tarjeta de una columna a otra o use su menú. Con el teclado: Alt y las flechas izquierda y derecha sobre el título de una tarjeta.
board-move = Mover
board-move-action = Mover «{ $title }»
board-moved = «{ $title }»: { $status }
board-not-applicable = No aplicable…
board-priority-low = Prioridad baja
board-priority-medium = Prioridad media
board-priority-high = Prioridad alta
calendar-month = { $month } de { $year }
calendar-weekdays = lun. mar. mié. jue. vie. sáb. dom.
calendar-previous = Mes anterior
calendar-next = Mes siguiente
calendar-now = Hoy
calendar-late = Con retraso
calendar-undated = Sin fecha límite
compliance-tab-indicators = Indicadores
compliance-export = Exportar
compliance-compare = Comparar con
compliance-compare-show = Superponer
campaign-ready = Todas las preguntas tienen respuesta.
said-campaign-validated = Cuestionario validado.
answer-documents = Pruebas: { $count }
answer-documents-title = Pruebas de la respuesta
answer-back = Volver a la pregunta
answer-theirs = { $by } respondió a las { $time }: { $answer }
answer-both = No se sobrescribe nada: elija la respuesta que se conserva.
answer-mine = Conservar la mía
answer-take-theirs = Tomar la suya
export-questionnaire-title = Cuestionario y respuestas
export-questionnaire-help = Las preguntas que proceden, tema por tema, con las respuestas dadas hasta ahora, sus comentarios y sus pruebas.
export-plan-title = Exportar el plan de acción
export-plan-help = Todas las acciones del plan, con sus responsables, fechas límite, estados y pruebas.
export-department = Departamento afectado
export-department-help = Con un departamento, solo se exportan las preguntas que le afectan.
export-all-departments = Todos los departamentos
export-form-pdf = PDF
export-form-xlsx = Hoja de cálculo (XLSX)
export-form-csv = CSV
export-subtheme = Subtema
export-question = Pregunta
export-departments = Departamentos afectados
export-answer = Respuesta
export-answered-by = Respondido por
export-answered-on = El
export-version = Versión
export-opened-on = Abierto el
export-validated-on = Validado el
export-done-on = Terminada el
export-leads = Responsables de temas
export-table-questionnaire = Cuestionario
export-table-plan = Plan de acción
indicators-mean = Conformidad media
indicators-done = Acciones terminadas por mes
indicators-overdue = Acciones con retraso al final del mes
indicators-themes = Mes a mes
indicators-departments = Acciones por departamento
indicators-department = Departamento
indicators-no-department = Sin departamento
indicators-open = En curso
indicators-hint = { $month }: { $figure }
action-from-finding = Añadir al plan de acción
compliance-tab-guides = Guías de entrevista
guides-help = De qué hablar con los equipos que trabajan con datos y qué escuchar. Las preguntas se modifican en los ajustes, en «Cuestionarios y modelos».
guides-choose = Elegir una guía
compliance-open-new = Nueva campaña
compliance-share = { $share } conforme
