//! Types of personal data that completion offers, by category. Users add their own.

use super::Nature;
use crate::domain::text::Language;

/// A type of personal data in three languages.
#[derive(Debug)]
pub struct DataType {
    pub fr: &'static str,
    pub en: &'static str,
    pub es: &'static str,
    /// Where the type weighs more than its category.
    pub nature: Nature,
}

impl DataType {
    /// What it is called in a language.
    pub fn named(&self, language: Language) -> &'static str {
        match language {
            Language::Fr => self.fr,
            Language::En => self.en,
            Language::Es => self.es,
        }
    }
}

const fn of(fr: &'static str, en: &'static str, es: &'static str) -> DataType {
    DataType { fr, en, es, nature: Nature::Ordinary }
}

const fn highly_personal(fr: &'static str, en: &'static str, es: &'static str) -> DataType {
    DataType { fr, en, es, nature: Nature::HighlyPersonal }
}

const fn special(fr: &'static str, en: &'static str, es: &'static str) -> DataType {
    DataType { fr, en, es, nature: Nature::Special }
}

/// In the order of the columns.
pub(super) static TYPES: [&[DataType]; 28] = [
    // identification_data
    &[
        of("Civilité", "Title", "Tratamiento"),
        of("Nom de naissance", "Birth name", "Apellido de nacimiento"),
        of("Nom d’usage", "Name in use", "Apellido de uso"),
        of("Prénoms", "Given names", "Nombres"),
        of("Date de naissance", "Date of birth", "Fecha de nacimiento"),
        of("Lieu de naissance", "Place of birth", "Lugar de nacimiento"),
        of("Sexe", "Sex", "Sexo"),
        of("Nationalité", "Nationality", "Nacionalidad"),
        of("Adresse postale", "Postal address", "Dirección postal"),
        of("Courriel", "Email address", "Correo electrónico"),
        of("Téléphone", "Phone number", "Teléfono"),
        highly_personal("Numéro de pièce d’identité", "Identity document number", "Número de documento de identidad"),
        highly_personal("Copie de pièce d’identité", "Copy of identity document", "Copia del documento de identidad"),
        of("Signature", "Signature", "Firma"),
        of("Photographie", "Photograph", "Fotografía"),
        of("Identifiant interne", "Internal identifier", "Identificador interno"),
        of("Numéro unique de demande de logement", "Housing application number", "Número de solicitud de vivienda"),
    ],
    // bank_and_financial_data
    &[
        of("IBAN / RIB", "Bank account number", "Número de cuenta bancaria"),
        of("Carte bancaire", "Payment card", "Tarjeta bancaria"),
        of("Revenus", "Income", "Ingresos"),
        of("Avis d’imposition", "Tax notice", "Declaración de impuestos"),
        of("Revenu fiscal de référence", "Reference tax income", "Renta fiscal de referencia"),
        of("Crédits en cours", "Current loans", "Préstamos en curso"),
        of("Situation de surendettement", "Over-indebtedness", "Sobreendeudamiento"),
        of("Dette locative", "Rent arrears", "Deuda de alquiler"),
        of("Moyen et historique de paiement", "Payment method and history", "Medio e historial de pago"),
        of("Patrimoine", "Assets", "Patrimonio"),
        of("Reste à vivre", "Disposable income per head", "Renta disponible por persona"),
        of("Taux d’effort", "Housing cost ratio", "Tasa de esfuerzo"),
    ],
    // personal_characteristics
    &[
        of("Âge", "Age", "Edad"),
        of("Situation matrimoniale", "Marital status", "Estado civil"),
        of("Langue parlée", "Spoken language", "Lengua hablada"),
        of("Permis de conduire", "Driving licence", "Permiso de conducir"),
        highly_personal("Régime de protection juridique", "Guardianship regime", "Régimen de tutela"),
        highly_personal("Titre de séjour", "Residence permit", "Permiso de residencia"),
        highly_personal("Traits de personnalité", "Personality traits", "Rasgos de personalidad"),
    ],
    // physical_data
    &[
        of("Taille", "Height", "Estatura"),
        of("Poids", "Weight", "Peso"),
        of("Pointure et tailles de vêtements", "Shoe and clothing sizes", "Tallas de ropa y calzado"),
        of("Couleur des yeux et cheveux", "Eye and hair colour", "Color de ojos y pelo"),
        of("Signes distinctifs", "Distinguishing marks", "Rasgos distintivos"),
    ],
    // lifestyle_and_consumption
    &[
        of("Habitudes de consommation", "Consumption habits", "Hábitos de consumo"),
        of("Loisirs", "Leisure activities", "Ocio"),
        of("Centres d’intérêt", "Interests", "Intereses"),
        highly_personal("Régime alimentaire", "Diet", "Dieta"),
        highly_personal("Consommation d’eau et d’énergie", "Water and energy use", "Consumo de agua y energía"),
        of("Animaux domestiques", "Pets", "Mascotas"),
        of("Mode de transport", "Means of transport", "Medio de transporte"),
        of("Véhicule", "Vehicle", "Vehículo"),
    ],
    // household_composition
    &[
        of("Nombre d’occupants", "Number of occupants", "Número de ocupantes"),
        of("Identité des occupants", "Identity of occupants", "Identidad de los ocupantes"),
        of("Lien de parenté", "Family relationship", "Parentesco"),
        of("Enfants à charge", "Dependent children", "Hijos a cargo"),
        of("Garde alternée", "Shared custody", "Custodia compartida"),
        of("Conjoint ou colocataire", "Partner or co-tenant", "Cónyuge o coinquilino"),
        of("Personne à prévenir", "Emergency contact", "Persona de contacto"),
        special("Grossesse en cours", "Current pregnancy", "Embarazo en curso"),
    ],
    // housing_characteristics
    &[
        of("Adresse du logement", "Dwelling address", "Dirección de la vivienda"),
        of("Type et surface", "Type and floor area", "Tipo y superficie"),
        of("Étage et accessibilité", "Floor and accessibility", "Planta y accesibilidad"),
        of("Statut d’occupation", "Occupancy status", "Régimen de ocupación"),
        of("Date d’entrée et de sortie", "Move-in and move-out dates", "Fechas de entrada y salida"),
        of("État des lieux", "Inventory of fixtures", "Inventario del estado"),
        of("Diagnostics techniques", "Technical surveys", "Diagnósticos técnicos"),
        of("Loyer et charges", "Rent and service charges", "Alquiler y gastos"),
        of("Annexes (cave, parking)", "Annexes (cellar, parking)", "Anexos (trastero, aparcamiento)"),
        highly_personal("Index de compteurs", "Meter readings", "Lecturas de contadores"),
    ],
    // health_data
    &[
        of("Dossier médical", "Medical record", "Historia clínica"),
        of("Handicap", "Disability", "Discapacidad"),
        of("RQTH", "Disabled worker status", "Reconocimiento de trabajador con discapacidad"),
        of("Arrêt maladie", "Sick leave", "Baja por enfermedad"),
        of("Avis d’aptitude", "Fitness for work notice", "Dictamen de aptitud"),
        of("Accident du travail", "Work accident", "Accidente de trabajo"),
        of("Perte d’autonomie (GIR)", "Loss of autonomy level", "Grado de dependencia"),
        of("Allergies", "Allergies", "Alergias"),
        of("Besoin d’adaptation du logement", "Need for home adaptation", "Necesidad de adaptación de la vivienda"),
        of("Addictions", "Addictions", "Adicciones"),
        of("Données génétiques", "Genetic data", "Datos genéticos"),
        of("Vaccination", "Vaccination", "Vacunación"),
    ],
    // education_and_training
    &[
        of("Diplômes", "Degrees", "Títulos"),
        of("Niveau d’études", "Education level", "Nivel de estudios"),
        of("Certifications et habilitations", "Certificates and authorisations", "Certificados y habilitaciones"),
        of("Formations suivies", "Training attended", "Formaciones realizadas"),
        of("Notes et évaluations", "Marks and assessments", "Notas y evaluaciones"),
        of("Établissement fréquenté", "School attended", "Centro educativo"),
        of("Langues maîtrisées", "Languages mastered", "Idiomas"),
    ],
    // professional_life
    &[
        of("Employeur", "Employer", "Empleador"),
        of("Poste et fonction", "Job and function", "Puesto y función"),
        of("CV et parcours", "CV and career", "CV y trayectoria"),
        of("Type de contrat", "Contract type", "Tipo de contrato"),
        highly_personal("Rémunération", "Pay", "Remuneración"),
        of("Temps de travail", "Working time", "Tiempo de trabajo"),
        of("Congés et absences", "Leave and absences", "Vacaciones y ausencias"),
        of("Entretiens d’évaluation", "Appraisals", "Evaluaciones"),
        highly_personal("Sanctions disciplinaires", "Disciplinary sanctions", "Sanciones disciplinarias"),
        of("Matricule", "Staff number", "Número de empleado"),
        of("Catégorie socioprofessionnelle", "Socio-professional category", "Categoría socioprofesional"),
    ],
    // management_data
    &[
        of("Numéro de dossier", "File number", "Número de expediente"),
        of("Échanges et courriers", "Correspondence", "Correspondencia"),
        of("Rendez-vous", "Appointments", "Citas"),
        of("Réclamations", "Complaints", "Reclamaciones"),
        of("Commentaires libres", "Free comments", "Comentarios libres"),
        of("Ordres de service et interventions", "Work orders", "Órdenes de trabajo"),
        of("Procès-verbaux", "Minutes", "Actas"),
    ],
    // customer_data
    &[
        of("Numéro client", "Customer number", "Número de cliente"),
        of("Contrats", "Contracts", "Contratos"),
        of("Commandes et factures", "Orders and invoices", "Pedidos y facturas"),
        of("Programme de fidélité", "Loyalty scheme", "Programa de fidelidad"),
        of("Préférences de contact", "Contact preferences", "Preferencias de contacto"),
        of("Enquêtes de satisfaction", "Satisfaction surveys", "Encuestas de satisfacción"),
        highly_personal("Enregistrement d’appel", "Call recording", "Grabación de llamadas"),
    ],
    // connection_data
    &[
        of("Adresse IP", "IP address", "Dirección IP"),
        of("Identifiant de connexion", "Login", "Identificador de acceso"),
        of("Journaux de connexion", "Access logs", "Registros de acceso"),
        of("Cookies et traceurs", "Cookies and trackers", "Cookies y rastreadores"),
        of("Terminal et navigateur", "Device and browser", "Dispositivo y navegador"),
        highly_personal("Messagerie électronique", "Email content", "Contenido del correo"),
        highly_personal("Historique de navigation", "Browsing history", "Historial de navegación"),
        highly_personal("Relevés téléphoniques", "Phone records", "Registros telefónicos"),
    ],
    // image_recording
    &[
        highly_personal("Vidéosurveillance", "CCTV footage", "Videovigilancia"),
        of("Photographie de communication", "Communication photograph", "Fotografía de comunicación"),
        of("Vidéo promotionnelle", "Promotional video", "Vídeo promocional"),
        of("Enregistrement de visioconférence", "Video meeting recording", "Grabación de videoconferencia"),
        of("Enregistrement sonore", "Sound recording", "Grabación sonora"),
        of("Plaque d’immatriculation", "Licence plate", "Matrícula"),
        of("Trombinoscope", "Staff photo directory", "Directorio fotográfico"),
    ],
    // administrative_data
    &[
        highly_personal("NIR (numéro de sécurité sociale)", "Social security number", "Número de seguridad social"),
        of("Numéro d’allocataire CAF", "Family allowance number", "Número de beneficiario CAF"),
        of("Livret de famille", "Family record book", "Libro de familia"),
        of("Acte d’état civil", "Civil status certificate", "Certificado de estado civil"),
        of("Justificatif de domicile", "Proof of address", "Justificante de domicilio"),
        of("Carte grise", "Vehicle registration", "Permiso de circulación"),
        of("Mandat électif", "Elected office", "Cargo electivo"),
        of("Numéro fiscal", "Tax number", "Número fiscal"),
    ],
    // social_assistance_and_assessment
    &[
        of("APL / AL", "Housing benefit", "Ayuda a la vivienda"),
        of("RSA et minima sociaux", "Minimum income benefits", "Rentas mínimas"),
        of("FSL", "Housing solidarity fund", "Fondo de solidaridad para la vivienda"),
        of("Évaluation sociale", "Social assessment", "Evaluación social"),
        of("Difficultés sociales", "Social difficulties", "Dificultades sociales"),
        of("Reconnaissance DALO", "Enforceable housing right status", "Reconocimiento DALO"),
        of("Violences subies", "Violence suffered", "Violencia sufrida"),
        of("Travailleur social référent", "Referring social worker", "Trabajador social de referencia"),
        of("Plan d’aide", "Support plan", "Plan de ayuda"),
        of("Hébergement antérieur", "Previous accommodation", "Alojamiento anterior"),
    ],
    // sex_life
    &[
        of("Orientation sexuelle", "Sexual orientation", "Orientación sexual"),
        of("Vie sexuelle", "Sex life", "Vida sexual"),
        of("Pratiques ou préférences", "Practices or preferences", "Prácticas o preferencias"),
    ],
    // political_philosophical_religious_opinions
    &[
        of("Opinions politiques", "Political opinions", "Opiniones políticas"),
        of("Convictions religieuses", "Religious beliefs", "Convicciones religiosas"),
        of("Convictions philosophiques", "Philosophical beliefs", "Convicciones filosóficas"),
        of("Appartenance à un parti", "Party membership", "Afiliación a un partido"),
        of("Pratique religieuse alimentaire", "Religious diet", "Dieta religiosa"),
    ],
    // offences_and_convictions
    &[
        of("Condamnation", "Conviction", "Condena"),
        of("Infraction", "Offence", "Infracción"),
        of("Mesure de sûreté", "Security measure", "Medida de seguridad"),
        of("Extrait de casier judiciaire", "Criminal record extract", "Certificado de antecedentes penales"),
        of("Plainte ou main courante", "Police complaint or log", "Denuncia"),
        of("Contravention routière", "Traffic offence", "Multa de tráfico"),
        of("Placement sous surveillance électronique", "Electronic tagging", "Vigilancia electrónica"),
        of("Mesure d’éloignement du domicile", "Removal from home order", "Orden de alejamiento"),
    ],
    // trade_union_membership
    &[
        of("Adhésion syndicale", "Union membership", "Afiliación sindical"),
        of("Mandat syndical", "Union office", "Mandato sindical"),
        of("Heures de délégation", "Time off for union duties", "Horas sindicales"),
        of("Participation à une grève", "Strike participation", "Participación en huelga"),
        of("Cotisation syndicale", "Union dues", "Cuota sindical"),
    ],
    // racial_or_ethnic_origin
    &[
        of("Origine ethnique", "Ethnic origin", "Origen étnico"),
        of("Origine raciale", "Racial origin", "Origen racial"),
        of("Origine géographique révélatrice", "Revealing geographical origin", "Origen geográfico revelador"),
    ],
    // location_data
    &[
        of("Position GPS", "GPS position", "Posición GPS"),
        of("Trajets", "Journeys", "Trayectos"),
        of("Géolocalisation de véhicule", "Vehicle tracking", "Geolocalización de vehículo"),
        of("Passages de badge", "Badge events", "Registros de tarjeta"),
        of("Localisation du téléphone", "Phone location", "Localización del teléfono"),
        of("Dispositif d’alarme pour travailleur isolé", "Lone worker device", "Dispositivo de trabajador aislado"),
    ],
    // biometric_data
    &[
        of("Empreinte digitale", "Fingerprint", "Huella dactilar"),
        of("Contour de la main", "Hand geometry", "Geometría de la mano"),
        of("Reconnaissance faciale", "Facial recognition", "Reconocimiento facial"),
        of("Réseau veineux", "Vein pattern", "Red venosa"),
        of("Voix (authentification)", "Voice (authentication)", "Voz (autenticación)"),
        of("Iris", "Iris", "Iris"),
    ],
    // judicial_data
    &[
        of("Assignation", "Summons", "Citación"),
        of("Jugement", "Judgment", "Sentencia"),
        of("Procédure en cours", "Pending proceedings", "Procedimiento en curso"),
        of("Ordonnance d’expulsion", "Eviction order", "Orden de desahucio"),
        of("Ordonnance de protection", "Protection order", "Orden de protección"),
        of("Tutelle ou curatelle (jugement)", "Guardianship judgment", "Sentencia de tutela"),
        of("Saisie sur rémunération", "Attachment of earnings", "Embargo de salario"),
        of("Audience et conclusions", "Hearing and pleadings", "Vista y alegaciones"),
    ],
    // military_status
    &[
        of("Service national / JDC", "National service", "Servicio nacional"),
        of("Réserve opérationnelle", "Operational reserve", "Reserva operativa"),
        of("Grade", "Rank", "Grado"),
        of("Situation militaire", "Military status", "Situación militar"),
    ],
    // legal_entity_data
    &[
        of("Raison sociale", "Company name", "Razón social"),
        of("SIREN / SIRET", "Company registration number", "Número de registro"),
        of("Représentant légal", "Legal representative", "Representante legal"),
        of("Interlocuteur", "Contact person", "Persona de contacto"),
        of("Coordonnées professionnelles", "Business contact details", "Datos profesionales"),
        of("RIB professionnel", "Business bank details", "Cuenta bancaria profesional"),
        of("Attestations fiscales et sociales", "Tax and social certificates", "Certificados fiscales y sociales"),
        of("Bénéficiaires effectifs", "Beneficial owners", "Titulares reales"),
    ],
    // notarial_activity_data
    &[
        of("Acte notarié", "Notarial deed", "Acta notarial"),
        of("Titre de propriété", "Property title", "Título de propiedad"),
        of("Succession", "Inheritance", "Sucesión"),
        of("Régime matrimonial", "Matrimonial regime", "Régimen matrimonial"),
        of("Donation", "Gift", "Donación"),
        of("Compromis et acte de vente", "Sale agreement and deed", "Contrato y escritura de venta"),
        of("État hypothécaire", "Mortgage register extract", "Certificado hipotecario"),
    ],
    // insurance_and_social_contributions
    &[
        of("Attestation d’assurance habitation", "Home insurance certificate", "Certificado de seguro de hogar"),
        of("Numéro de police", "Policy number", "Número de póliza"),
        of("Déclaration de sinistre", "Claim", "Declaración de siniestro"),
        of("Mutuelle et prévoyance", "Supplementary health and welfare cover", "Mutua y previsión"),
        of("Caisse de retraite", "Pension fund", "Caja de pensiones"),
        of("Cotisations sociales", "Social contributions", "Cotizaciones sociales"),
        of("Affiliation à la sécurité sociale", "Social security affiliation", "Afiliación a la seguridad social"),
        of("Ayants droit", "Beneficiaries", "Beneficiarios"),
    ],
];
