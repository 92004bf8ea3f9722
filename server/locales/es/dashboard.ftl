# La primera página: lo pendiente.
dashboard-empty-title = Empiece por su registro
dashboard-empty = Importe el registro que ya lleva en una hoja de cálculo o describa un primer tratamiento. Lo que requiera su atención aparecerá aquí.
dashboard-register-controller = Registro del responsable
dashboard-register-processor = Registro del encargado
dashboard-suspended = { $count ->
    [one] suspendido, por examinar
   *[other] suspendidos, por examinar
 }
dashboard-incomplete = { $count ->
    [one] incompleto
   *[other] incompletos
 }
dashboard-validated = { $count ->
    [one] validado
   *[other] validados
 }
dashboard-total = { $count ->
    [one] tratamiento en total
   *[other] tratamientos en total
 }
dashboard-to-validate = Por validar
dashboard-to-complete = Por completar
dashboard-for-me = Lo que le espera
dashboard-my-actions = Sus acciones
dashboard-all-notifications = Todas las notificaciones
dashboard-to-review = Por revisar
dashboard-all-reviews = { $count ->
    [one] Ver
   *[other] Ver los { $count }
 }
dashboard-conformity = de conformidad hoy
dashboard-answered = de las preguntas respondidas
dashboard-open = { $count ->
    [one] acción por realizar
   *[other] acciones por realizar
 }
dashboard-overdue = { $count ->
    [one] acción con retraso
   *[other] acciones con retraso
 }
dashboard-documents-due = { $count ->
    [one] documento vencido o por revisar pronto
   *[other] documentos vencidos o por revisar pronto
 }
