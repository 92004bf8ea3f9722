//! How well it is found: a small set of texts as an organisation has them, and what people type to find one of them.

use super::*;

/// Names and texts; the name of what is wanted stands in [`QUERIES`].
const TEXTS: [(&str, &str); 26] = [
    (
        "Bail type 2024.docx",
        "Le présent bail est conclu entre le bailleur et le locataire pour une durée de six ans. Le loyer mensuel est payable d’avance le premier de chaque mois.",
    ),
    (
        "Politique de conservation.pdf",
        "Les dossiers de locataires sont conservés cinq ans après la fin du bail, puis archivés ou détruits selon le tableau de gestion.",
    ),
    (
        "Registre des violations.xlsx",
        "Violation du 12 mars : envoi d’un courriel à de mauvais destinataires. Notification à la CNIL dans les 72 heures.",
    ),
    (
        "AIPD vidéosurveillance.odt",
        "Analyse d’impact relative à la protection des données sur la vidéoprotection des parties communes des immeubles.",
    ),
    (
        "Contrat sous-traitant Paie.pdf",
        "Le sous-traitant établit les bulletins de paie des salariés et ne traite les données que sur instruction documentée du responsable.",
    ),
    (
        "Charte informatique.md",
        "Chaque agent choisit un mot de passe robuste et verrouille son poste. Les clés USB personnelles sont interdites.",
    ),
    (
        "Mentions d’information candidats.docx",
        "Nous recueillons votre curriculum vitae pour étudier votre candidature et le conservons deux ans au plus.",
    ),
    (
        "Procédure demandes d’accès.pdf",
        "Toute personne peut demander l’accès à ses données. Le délégué répond dans le délai d’un mois, prolongeable de deux mois.",
    ),
    (
        "Compte rendu CSE mai.txt",
        "Le comité social et économique a examiné le projet de badgeuse biométrique et demande une consultation.",
    ),
    ("Facture hébergeur.pdf", "Hébergement des serveurs à Strasbourg, sauvegarde quotidienne, facture du trimestre."),
    ("Attestation assurance.pdf", "L’assureur garantit la responsabilité civile de l’office pour l’année en cours."),
    ("Enquête de satisfaction.csv", "Réponses des habitants sur le ménage des halls, les ascenseurs et le chauffage."),
    (
        "Data processing agreement.pdf",
        "The processor shall assist the controller in ensuring compliance and shall delete all personal data at the end of the services.",
    ),
    (
        "Privacy notice website.html",
        "We use cookies to measure our audience. You may withdraw your consent at any time and object to profiling.",
    ),
    (
        "Incident response plan.md",
        "When an incident is detected, the team isolates the laptops, keeps the logs, and informs the data protection officer.",
    ),
    (
        "Transfer impact assessment.docx",
        "The recipient is located in the United States; standard contractual clauses and encryption are the supplementary measures.",
    ),
    (
        "Staff training slides.pptx",
        "How to recognise phishing: check the sender, never open unexpected attachments, report suspicious mails.",
    ),
    (
        "Supplier audit report.pdf",
        "The auditors visited the data centre and verified badges, cameras and the fire suppression of the server rooms.",
    ),
    (
        "Retention schedule HR.xlsx",
        "Payslips are kept for five years, disciplinary sanctions for three years, applications for two years.",
    ),
    (
        "Aviso de privacidad.docx",
        "El responsable del tratamiento informa a los interesados de sus derechos de acceso, rectificación, supresión y oposición.",
    ),
    (
        "Registro de actividades.xlsx",
        "Tratamientos del ayuntamiento: padrón municipal, subvenciones, licencias de obras y gestión de multas.",
    ),
    (
        "Contrato de encargado.pdf",
        "El encargado aplicará medidas de seguridad apropiadas y notificará las brechas sin dilación indebida.",
    ),
    (
        "Evaluación de impacto.odt",
        "La videovigilancia de los accesos exige una evaluación de impacto por la observación sistemática de zonas públicas.",
    ),
    (
        "Política de contraseñas.md",
        "Las contraseñas tendrán doce caracteres y no se reutilizarán; se activará la verificación en dos pasos.",
    ),
    ("Acta del comité.txt", "El comité de dirección aprueba el plan de formación de los empleados para el próximo año."),
    ("Encuesta de vecinos.csv", "Opiniones de los vecinos sobre la limpieza, los jardines y el ruido nocturno."),
];

/// What is typed, and the name of what is wanted.
const QUERIES: [(&str, &str); 32] = [
    // Accents and plurals, French.
    ("conservation archive dossier", "Politique de conservation.pdf"),
    ("locataire loyers", "Bail type 2024.docx"),
    ("violations destinataire", "Registre des violations.xlsx"),
    ("analyse impact video", "AIPD vidéosurveillance.odt"),
    ("bulletin de paie", "Contrat sous-traitant Paie.pdf"),
    ("mots de passe agents", "Charte informatique.md"),
    ("candidatures", "Mentions d’information candidats.docx"),
    ("demande d'acces", "Procédure demandes d’accès.pdf"),
    ("BIOMETRIQUES", "Compte rendu CSE mai.txt"),
    ("sauvegardes serveur", "Facture hébergeur.pdf"),
    ("assureurs responsabilités", "Attestation assurance.pdf"),
    // Beginnings of words.
    ("ascens", "Enquête de satisfaction.csv"),
    ("sous-trait pai", "Contrat sous-traitant Paie.pdf"),
    ("contractu", "Transfer impact assessment.docx"),
    ("videovig", "Evaluación de impacto.odt"),
    // Phrases.
    ("\"délai d’un mois\"", "Procédure demandes d’accès.pdf"),
    ("\"standard contractual clauses\"", "Transfer impact assessment.docx"),
    ("\"sin dilación indebida\"", "Contrato de encargado.pdf"),
    // A typo.
    ("vilation courriel", "Registre des violations.xlsx"),
    ("phising sender", "Staff training slides.pptx"),
    ("subvenciones padrom", "Registro de actividades.xlsx"),
    ("chaufage habitants", "Enquête de satisfaction.csv"),
    // English.
    ("withdraw cookies consents", "Privacy notice website.html"),
    ("deleting personal data services", "Data processing agreement.pdf"),
    ("laptop isolated", "Incident response plan.md"),
    ("audits data centres", "Supplier audit report.pdf"),
    ("payslip retention", "Retention schedule HR.xlsx"),
    // Spanish.
    ("derechos interesado", "Aviso de privacidad.docx"),
    ("licencia obra", "Registro de actividades.xlsx"),
    ("contrasena caracteres", "Política de contraseñas.md"),
    ("formaciones empleado", "Acta del comité.txt"),
    ("jardin vecino", "Encuesta de vecinos.csv"),
];

#[test]
fn what_people_look_for_is_among_the_first_three() {
    let here = tenant();
    let things: Vec<_> = TEXTS.iter().map(|(name, text)| document(name, text)).collect();
    let index = index_of(here, &things);
    let missed: Vec<_> = QUERIES
        .iter()
        .filter_map(|(typed, wanted)| {
            let found = titles(&index, here, typed);
            (!found.iter().take(3).any(|title| title == wanted)).then_some((typed, wanted, found))
        })
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
