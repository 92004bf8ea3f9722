//! Entering activities and purposes through the pages: kept while typed, by form or by questionnaire, without loss.

use super::sent::fields_of;
use crate::harness::{Person, World};
use reqwest::{Response, StatusCode, header};
use serde_json::{Value, json};

const ACTIVITIES: &str = "/register/controller/activities";
const PURPOSES: &str = "/register/controller/purposes";

type Fields<'a> = &'a [(&'a str, &'a str)];

const BRANCH: [(&str, &str); 3] = [("category", "Loyers"), ("purpose", "Encaisser"), ("processing_name", "Quittances")];

async fn page(world: &World, person: &Person, path: &str) -> String {
    let answer = person.web.get(world.at(path)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.unwrap()
}

async fn post(world: &World, person: &Person, path: &str, form: Fields<'_>) -> Response {
    person.web.post(world.at(path)).form(form).send().await.unwrap()
}

/// What a page saves by itself: status and answer.
async fn by_itself(world: &World, person: &Person, path: &str, form: Fields<'_>) -> (StatusCode, Value) {
    let answer = person.web.post(world.at(path)).header("x-fragment", "draft").form(form).send().await.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

fn location(answer: &Response) -> &str {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    answer.headers()[header::LOCATION].to_str().unwrap()
}

/// An activity as the API tells it, from the address of its sheet.
async fn told(world: &World, person: &Person, sheet: &str) -> Value {
    let id = sheet.rsplit('/').next().unwrap();
    let answer = person.api.get(world.at(&format!("/api/v1/registers/controller/activities/{id}"))).send().await.unwrap();
    answer.json().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_goes_on_in_either_way_and_becomes_an_activity_at_the_end() {
    let world = World::start().await;
    let person = &world.contributor;
    let mut form = BRANCH.to_vec();
    form.extend([
        ("recipient_name", "CAF"),
        ("recipient_internal", "Non"),
        ("recipient_name", "Mairie"),
        ("recipient_internal", "Oui"),
    ]);
    form.push(("go", "questionnaire"));
    let answer = post(&world, person, &format!("{ACTIVITIES}/draft"), &form).await;
    assert_eq!(location(&answer), format!("{ACTIVITIES}/new?entry=questionnaire&on=true"));
    let question = page(&world, person, &format!("{ACTIVITIES}/new?entry=questionnaire&question=recipients")).await;
    for part in
        ["Qui reçoit les données ?", "RGPD, art. 30.1.d", "value=\"CAF\"", "value=\"Mairie\"", "Vous continuez votre saisie"]
    {
        assert!(question.contains(part), "{part}");
    }
    let answered = [("question", "description"), ("description", "Deux\r\nlignes"), ("go", "next")];
    let answer = post(&world, person, &format!("{ACTIVITIES}/draft"), &answered).await;
    assert_eq!(location(&answer), format!("{ACTIVITIES}/new?entry=questionnaire&question=operations&on=true"));
    let back = [("question", "operations"), ("processing_operations", "Collecte\r\nConsultation"), ("go", "back")];
    let answer = post(&world, person, &format!("{ACTIVITIES}/draft"), &back).await;
    assert_eq!(location(&answer), format!("{ACTIVITIES}/new?entry=questionnaire&question=description&on=true"));
    let whole = page(&world, person, &format!("{ACTIVITIES}/new?entry=form")).await;
    for part in ["value=\"Quittances\"", "Deux\nlignes", "Collecte\nConsultation", "value=\"CAF\"", "value=\"Mairie\""] {
        assert!(whole.contains(part), "{part}");
    }
    assert!(!page(&world, &world.champion, &format!("{ACTIVITIES}/new")).await.contains("Quittances"), "entries are one's own");
    let answer = post(&world, person, ACTIVITIES, &[("question", "end"), ("go", "later")]).await;
    let activity = told(&world, person, location(&answer)).await;
    assert_eq!((&activity["status"], &activity["description"]), (&json!("incomplete"), &json!("Deux\nlignes")));
    assert_eq!(activity["recipients"], json!([{ "name": "CAF", "internal": "no" }, { "name": "Mairie", "internal": "yes" }]));
    assert_eq!(activity["processing_operations"], json!(["Collecte", "Consultation"]));
    assert!(
        !page(&world, person, &format!("{ACTIVITIES}/new")).await.contains("Vous continuez"),
        "what is saved is no entry any more"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_saves_by_itself_and_two_windows_do_not_overwrite_each_other() {
    let world = World::start().await;
    let (person, path) = (&world.contributor, format!("{ACTIVITIES}/draft"));
    let (status, first) = by_itself(&world, person, &path, &[("processing_name", "Q"), ("draft", "0")]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(first["said"].as_str().unwrap().starts_with("Saisie gardée à "), "{first}");
    let (status, same) = by_itself(&world, person, &path, &[("processing_name", "Q"), ("draft", "0")]).await;
    assert_eq!((status, &same["draft"]), (StatusCode::OK, &first["draft"]), "what is kept already is not kept again");
    let (status, lost) = by_itself(&world, person, &path, &[("processing_name", "Autre"), ("draft", "0")]).await;
    assert_eq!((status, &lost["draft"]), (StatusCode::CONFLICT, &first["draft"]));
    assert!(lost["error"].as_str().unwrap().contains("une autre fenêtre"), "{lost}");
    let draft = first["draft"].to_string();
    let (status, _) = by_itself(&world, person, &path, &[("processing_name", "Autre"), ("draft", &draft)]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page(&world, person, &format!("{ACTIVITIES}/new")).await.contains("value=\"Autre\""));
    let long = "x".repeat(300 * 1024);
    let (status, _) = by_itself(&world, person, &path, &[("description", &long)]).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    let answer = post(&world, person, &format!("{path}/deletion"), &[("go", "again"), ("purpose", "p&q")]).await;
    assert_eq!(location(&answer), format!("{ACTIVITIES}/new?purpose=p%26q"));
    assert!(!page(&world, person, &format!("{ACTIVITIES}/new")).await.contains("value=\"Autre\""));
    // The audit trail does not tell every keystroke.
    let trail = page(&world, &world.champion, "/audit.csv").await;
    assert!(trail.lines().count() > 1 && !trail.contains("draft-kept"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_answer_is_said_at_its_question_and_kept() {
    let world = World::start().await;
    let (person, path) = (&world.contributor, format!("{ACTIVITIES}/draft"));
    let wrong = [("question", "rights"), ("rights_email", "pas une adresse"), ("go", "next")];
    let answer = post(&world, person, &path, &wrong).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let shown = answer.text().await.unwrap();
    assert!(shown.contains("Où les personnes exercent-elles leurs droits ?") && shown.contains("href=\"#rights_email\""));
    assert!(shown.contains("value=\"pas une adresse\""));
    let empty = post(&world, person, &path, &[("question", "place"), ("category", ""), ("go", "next")]).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let skipped = post(&world, person, &path, &[("question", "place"), ("category", ""), ("go", "skip")]).await;
    assert_eq!(location(&skipped), format!("{ACTIVITIES}/new?entry=questionnaire&question=name&on=true"));
    // Finishing leads to the first question that something is wrong with.
    let finished = post(&world, person, ACTIVITIES, &[("question", "end")]).await;
    assert_eq!(finished.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(finished.text().await.unwrap().contains("Pourquoi traitez-vous ces données ?"));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_an_activity_says_can_be_entered_and_stays_through_the_form() {
    let world = World::start().await;
    let person = &world.champion;
    let mut form = BRANCH.to_vec();
    form.extend([
        ("legal_basis", "Intérêts légitimes de l’entreprise"),
        ("balancing_test", "Pesé"),
        ("data_subject_categories", "Locataires"),
        ("data_subject_volume", "100 – 500"),
        ("data_subject_categories", "Garants"),
        ("data_subject_volume", "<50"),
        ("identification_data", "Nom\r\nIBAN"),
        ("health_data", "Handicap"),
        ("judicial_data", "Jugement"),
        ("special_category_condition", "health_social_care"),
        ("criminal_data_authority", "LIL, art. 46"),
        ("joint_controller_name", "Métropole"),
        ("joint_controller_transfer_country", ""),
        ("joint_controller_transfer_safeguard", ""),
        ("joint_controller_transfer_detail", ""),
        ("joint_controller_name", "Inc."),
        ("joint_controller_transfer_country", "États-Unis"),
        ("joint_controller_transfer_safeguard", "Exception (A préciser)"),
        ("joint_controller_transfer_detail", "Contrat avec la personne"),
        ("processor_name", "Hôte"),
        ("processor_contract", "Oui"),
        ("processor_transfer_country", ""),
        ("processor_name", "Cloud"),
        ("processor_contract", ""),
        ("processor_transfer_country", "Inde"),
        ("processor_transfer_safeguard", ""),
        ("processor_transfer_safeguard", "code_of_conduct"),
        ("retention_duration", "5"),
        ("retention_unit", "Années"),
        ("retention_then", "archive"),
        ("retained_data", "IBAN"),
        ("retained_duration", "13"),
        ("retained_unit", "Mois"),
        ("retained_start", ""),
        ("retained_then", "erase"),
    ]);
    let answer = post(&world, person, ACTIVITIES, &form).await;
    let sheet = location(&answer).to_owned();
    let made = told(&world, person, &sheet).await;
    assert_eq!(made["status"], "validated");
    let derogation = json!({ "country": "US", "safeguard": { "kind": "derogation", "detail": "Contrat avec la personne" } });
    assert_eq!(made["joint_controllers"], json!([{ "name": "Métropole" }, { "name": "Inc.", "transfer": derogation }]));
    let cloud = &made["processors"][1];
    assert_eq!((&cloud["contract"], &cloud["transfer"]["safeguard"]["kind"]), (&json!("unanswered"), &json!("code_of_conduct")));
    assert_eq!((&made["special_category_condition"], &made["retention_then"]), (&json!("health_social_care"), &json!("archive")));
    // What the form shows and sends back changes nothing.
    let shown = page(&world, person, &format!("{sheet}/edit")).await;
    let fields = fields_of(&shown);
    let sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = post(&world, person, &sheet, &sent).await;
    assert_eq!(location(&answer), sheet);
    let again = told(&world, person, &sheet).await;
    let without_moment = |mut value: Value| {
        let object = value.as_object_mut().unwrap();
        object.retain(|name, _| name != "version" && name != "updated_at");
        value
    };
    assert_eq!(without_moment(again), without_moment(made));
    let kept = page(&world, person, &format!("{sheet}/edit")).await;
    assert_eq!(
        fields_of(&kept).into_iter().filter(|(name, _)| name != "version").collect::<Vec<_>>(),
        fields.into_iter().filter(|(name, _)| name != "version").collect::<Vec<_>>()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn special_categories_ask_for_their_condition_before_an_activity_is_done() {
    let world = World::start().await;
    let mut form = BRANCH.to_vec();
    form.extend([("legal_basis", "Consentement"), ("data_subject_categories", "Locataires"), ("health_data", "Handicap")]);
    let refused = post(&world, &world.champion, ACTIVITIES, &form).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("href=\"#special_category_condition\""));
    form.push(("go", "later"));
    let answer = post(&world, &world.champion, ACTIVITIES, &form).await;
    assert_eq!(told(&world, &world.champion, location(&answer)).await["status"], "incomplete");
    // Rows are checked like the first.
    form.extend([
        ("recipient_name", "CAF"),
        ("recipient_transfer_country", "France"),
        ("recipient_name", "X"),
        ("recipient_transfer_country", "Franse"),
    ]);
    form.extend([("retained_data", "Rien de tel"), ("retained_duration", "2")]);
    let wrong = post(&world, &world.champion, ACTIVITIES, &form).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let shown = wrong.text().await.unwrap();
    assert!(shown.contains("href=\"#recipient_transfer_country-1\"") && shown.contains("href=\"#retained_data\""), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_by_somebody_else_is_told_before_it_is_replaced() {
    let world = World::start().await;
    let person = &world.champion;
    let answer = post(&world, person, ACTIVITIES, &BRANCH).await;
    let sheet = location(&answer).to_owned();
    let version = told(&world, person, &sheet).await["version"].to_string();
    let mut mine = BRANCH.to_vec();
    mine.extend([("description", "La mienne"), ("version", &version)]);
    let (status, _) = by_itself(&world, person, &format!("{sheet}/draft"), &mine).await;
    assert_eq!(status, StatusCode::OK);
    let mut theirs = BRANCH.to_vec();
    theirs.extend([("description", "L’autre"), ("version", &version)]);
    let other = world
        .server
        .invite(person, "Chloé Référente", "chloe@oph.example", probant::domain::access::Profile::PrivacyChampion)
        .await;
    assert_eq!(location(&post(&world, &other, &sheet, &theirs).await), sheet);
    let shown = page(&world, person, &format!("{sheet}/edit")).await;
    assert!(shown.contains("Quelqu’un a modifié ceci depuis le début") && shown.contains("La mienne"));
    let refused = post(&world, person, &sheet, &mine).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let shown = refused.text().await.unwrap();
    assert!(shown.contains("Quelqu’un a modifié ceci entre-temps") && shown.contains("La mienne"));
    let now = told(&world, person, &sheet).await["version"].to_string();
    let mut again = BRANCH.to_vec();
    again.extend([("description", "La mienne"), ("version", &now)]);
    assert_eq!(location(&post(&world, person, &sheet, &again).await), sheet);
    assert_eq!(told(&world, person, &sheet).await["description"], "La mienne");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_s_own_choice_decides_how_an_activity_begins() {
    let world = World::start().await;
    let person = &world.contributor;
    let new = format!("{ACTIVITIES}/new");
    assert!(page(&world, person, &new).await.contains("name=\"rights_email\""));
    let account = [("name", "Camille"), ("language", "fr"), ("entry", "questionnaire")];
    assert_eq!(location(&post(&world, person, "/account", &account).await), "/account");
    let begun = page(&world, person, &new).await;
    assert!(begun.contains("Question 1 sur ") && begun.contains("Pourquoi traitez-vous ces données ?"));
    assert!(page(&world, person, &format!("{new}?entry=form")).await.contains("name=\"rights_email\""));
    assert!(page(&world, person, "/account").await.contains("value=\"questionnaire\" checked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_purpose_provides_for_is_proposed_and_taken() {
    let world = World::start().await;
    let purpose = [
        ("name", "Encaisser"),
        ("category", "Loyers"),
        ("legal_basis", "contract"),
        ("subject_name", "Locataires"),
        ("subject_volume", "from100_to500"),
        ("applications", "GED\r\nTableur"),
        ("transmission", "false"),
    ];
    let answer = post(&world, &world.champion, PURPOSES, &purpose).await;
    let id = location(&answer).rsplit('/').next().unwrap().to_owned();
    let person = &world.contributor;
    let begun = page(&world, person, &format!("{ACTIVITIES}/new?entry=questionnaire&question=tools&purpose={id}")).await;
    assert!(begun.contains("<strong>GED · Tableur</strong>"));
    let mut form = BRANCH.to_vec();
    form.extend([("it_tools", "ged"), ("go", "questionnaire")]);
    post(&world, person, &format!("{ACTIVITIES}/draft"), &form).await;
    let tools = page(&world, person, &format!("{ACTIVITIES}/new?entry=questionnaire&question=tools")).await;
    assert!(tools.contains("<strong>Tableur</strong>"));
    let take = [("question", "tools"), ("it_tools", "ged"), ("go", "take")];
    let answer = post(&world, person, &format!("{ACTIVITIES}/draft"), &take).await;
    assert_eq!(location(&answer), format!("{ACTIVITIES}/new?entry=questionnaire&question=tools&on=true"));
    let tools = page(&world, person, location(&answer)).await;
    assert!(tools.contains("ged\nTableur") && !tools.contains("Prévu par la finalité"));
    let basis = page(&world, person, &format!("{ACTIVITIES}/new?entry=questionnaire&question=legal_basis")).await;
    assert!(basis.contains("<strong>Exécution d’un contrat (art. 6, 1, b)</strong>"), "{basis}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purpose_is_entered_question_by_question() {
    let world = World::start().await;
    let (person, path) = (&world.champion, format!("{PURPOSES}/draft"));
    let first = page(&world, person, &format!("{PURPOSES}/new?entry=questionnaire")).await;
    assert!(first.contains("Pourquoi des données sont-elles traitées ?") && first.contains("Question 1 sur "));
    let refused = post(&world, person, &path, &[("question", "name"), ("name", " "), ("go", "next")]).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let steps: [Fields<'_>; 4] = [
        &[("question", "name"), ("name", "Encaisser")],
        &[("question", "place"), ("category", "Loyers"), ("subcategory", "Bail")],
        &[
            ("question", "personal_data"),
            ("data_category", "Données d’identité"),
            ("data_name", "Nom"),
            ("data_leak_moral", "E"),
            ("data_reason", "Vu"),
        ],
        &[("question", "transmission"), ("transmission", "true")],
    ];
    for step in steps {
        let mut form = step.to_vec();
        form.push(("go", "next"));
        location(&post(&world, person, &path, &form).await);
    }
    let joint = page(&world, person, &format!("{PURPOSES}/new?entry=questionnaire&question=joint_controllers")).await;
    assert!(joint.contains("Qui décide avec vous ?"), "asked once transmission is allowed");
    let whole = page(&world, person, &format!("{PURPOSES}/new")).await;
    for part in ["value=\"Encaisser\"", "value=\"Loyers\"", "value=\"Bail\"", "value=\"Nom\"", "value=\"Vu\""] {
        assert!(whole.contains(part), "{part}");
    }
    let left = post(&world, person, &path, &[("question", "end"), ("go", "leave")]).await;
    assert_eq!(location(&left), "/register/controller");
    let saved = post(&world, person, PURPOSES, &[("question", "end")]).await;
    let sheet = page(&world, person, location(&saved)).await;
    assert!(sheet.contains("Encaisser") && sheet.contains("Bail"));
    assert!(!page(&world, person, &format!("{PURPOSES}/new")).await.contains("value=\"Encaisser\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contributor_proposes_a_purpose_by_naming_it_and_hears_why_it_is_refused() {
    let world = World::start().await;
    let (person, path) = (&world.contributor, format!("{ACTIVITIES}/draft"));
    let mut form = BRANCH.to_vec();
    form.extend([
        ("legal_basis", "Consentement"),
        ("data_subject_categories", "Locataires"),
        ("identification_data", "Nom"),
        ("go", "questionnaire"),
    ]);
    post(&world, person, &path, &form).await;
    let end = page(&world, person, &format!("{ACTIVITIES}/new?entry=questionnaire&question=end")).await;
    assert!(end.contains("Avant de terminer") && end.contains("Terminer"));
    let answer = post(&world, person, ACTIVITIES, &[("question", "end")]).await;
    let sheet = location(&answer).to_owned();
    let waiting = page(&world, &world.champion, &sheet).await;
    assert!(waiting.contains("Finalité proposée, qui n’existe pas encore : Encaisser"));
    let refusal = [("decision", "refuse"), ("reason", "Finalité trop vague")];
    assert_eq!(location(&post(&world, &world.champion, &format!("{sheet}/validation"), &refusal).await), sheet);
    assert!(page(&world, person, &sheet).await.contains("Finalité trop vague"));
    // Reopened: its author goes on where it was, question by question.
    let edit = page(&world, person, &format!("{sheet}/edit?entry=questionnaire&question=place")).await;
    assert!(edit.contains("value=\"Encaisser\""));
}
