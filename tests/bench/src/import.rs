//! Importing MeMo letters from files, against the same letters stored and indexed in a vault from memory.

use crate::figures::Figures;
use crate::ingest;
use crate::letters::Letter;
use data_encoding::BASE64;
use model::{DocumentKind, RemoteId, SystemClock};
use postkasse::{Access, App, KeySource, Options};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const LETTERS: usize = 10_000;

/// Writes the letters as MeMo files, one each, and imports the folder.
pub fn measure(figures: &mut Figures, letters: &[Letter]) -> Result<(), Box<dyn Error>> {
    let letters: Vec<Letter> = (0..LETTERS).filter_map(|number| again(letters, number)).collect();
    let (_, yardstick) = ingest::fill(&letters, KeySource::Memory)?.took;
    let folder = tempfile::tempdir()?;
    let files = folder.path().join("letters");
    std::fs::create_dir(&files)?;
    for (number, letter) in letters.iter().enumerate() {
        std::fs::write(files.join(format!("{number}.xml")), memo(letter))?;
    }
    let runtime = tokio::runtime::Runtime::new()?;
    let (took, read) = runtime.block_on(import(folder.path(), &files))?;
    if read != letters.len() {
        return Err(format!("{read} of {} letters were imported", letters.len()).into());
    }
    let rate = |seconds: f64| letters.len() as f64 / seconds;
    figures.ratio(
        "import",
        rate(took),
        "letters/s",
        rate(yardstick.as_secs_f64()),
        "the same letters stored and indexed in a vault from memory",
    );
    Ok(())
}

async fn import(folder: &Path, files: &Path) -> Result<(f64, usize), Box<dyn Error>> {
    let app = App::open(Options {
        home: folder.join("home"),
        profile: "default".to_owned(),
        key: KeySource::Memory,
        access: Access::Usual,
        clock: Arc::new(SystemClock),
    });
    let app = app.await.map_err(|error| format!("{error:?}"))?;
    let began = Instant::now();
    let done = app.import(vec![files.to_owned()], None).await.map_err(|error| format!("{error:?}"))?;
    Ok((began.elapsed().as_secs_f64(), done.read.len()))
}

/// The letters over and over, each time as others.
fn again(letters: &[Letter], number: usize) -> Option<Letter> {
    let letter = letters.get(number.checked_rem(letters.len())?)?;
    let round = number / letters.len();
    let mut message = letter.message.clone();
    message.remote_id = RemoteId(format!("{}-{round}", message.remote_id));
    let texts = letter.texts.iter().map(|text| format!("{text} {round}")).collect();
    Some(Letter { message, texts })
}

fn memo(letter: &Letter) -> String {
    let message = &letter.message;
    let mut texts = letter.texts.iter();
    let mut documents = String::new();
    for document in &message.documents {
        let word = if document.kind == DocumentKind::Main { "MainDocument" } else { "AdditionalDocument" };
        let files = document.files.iter().map(|file| {
            let text = texts.next().map(String::as_str).unwrap_or_default();
            format!(
                "<memo:File><memo:encodingFormat>text/plain</memo:encodingFormat><memo:filename>{}</memo:filename>\
                 <memo:language>da</memo:language><memo:content>{}</memo:content></memo:File>",
                escaped(&file.filename),
                BASE64.encode(text.as_bytes())
            )
        });
        let files: String = files.collect();
        documents.push_str(&format!(
            "<memo:{word}><memo:label>{}</memo:label>{files}</memo:{word}>",
            escaped(&document.label)
        ));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<memo:Message xmlns:memo=\"https://DigitalPost.dk/MeMo-1\" \
         memoVersion=\"1.2\"><memo:MessageHeader><memo:messageType>DIGITALPOST</memo:messageType>\
         <memo:messageUUID>{}</memo:messageUUID><memo:label>{}</memo:label><memo:Sender><memo:senderID>00000042\
         </memo:senderID><memo:idType>CVR</memo:idType><memo:label>{}</memo:label></memo:Sender><memo:Recipient>\
         <memo:recipientID>0000000000</memo:recipientID><memo:idType>CPR</memo:idType></memo:Recipient>\
         </memo:MessageHeader><memo:MessageBody><memo:createdDateTime>{}</memo:createdDateTime>{documents}\
         </memo:MessageBody></memo:Message>\n",
        escaped(message.remote_id.as_str()),
        escaped(&message.subject),
        escaped(&message.sender.label),
        message.received
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
