# Lo que todos leen del operador: plan, contacto, condiciones de uso.
plan-seats-full = Las { $limit } plazas de responsable de privacidad de su organización están ocupadas. Para tener más, diríjase a quien gestiona el servidor.
plan-seats-full-ask = Las { $limit } plazas de responsable de privacidad de su organización están ocupadas. Para tener más, diríjase a { $contact }.
plan-seats-taken = La organización ya tiene { $taken } responsables de privacidad: { $limit } plazas no bastan.
operator-not-oneself = Nadie se retira a sí mismo la función de operador: pídaselo a otro operador.
text-french-missing = Escriba también el texto francés: sustituye a las traducciones que falten.
