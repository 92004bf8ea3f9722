//! Draws a page of a PDF as a picture, inside a process that exists for this alone (`probant draw-page NUMBER`): what people
//! see is pixels, whatever the file holds.

use super::ExtractError;
use crate::domain::document::PAGES;
use hayro::{
    PixmapSettings, RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf, render,
    vello_cpu::color::palette::css::WHITE,
};

/// Pixels of a picture from left to right, unless it would be too tall.
const WIDTH: f32 = 1_000.0;
const TALLEST: f32 = 3_000.0;

/// How many pages a file has; none where it cannot be read.
pub fn count(bytes: Vec<u8>) -> u32 {
    let pages = Pdf::new(bytes).map_or(0, |pdf| pdf.pages().len());
    u32::try_from(pages).unwrap_or(u32::MAX)
}

/// A page of a file as a PNG; the first is 1.
///
/// # Errors
/// The file cannot be read or has no such page.
pub fn draw(bytes: Vec<u8>, number: u32) -> Result<Vec<u8>, ExtractError> {
    let pdf = Pdf::new(bytes).map_err(|_| ExtractError::Mistaken)?;
    let place = number.checked_sub(1).filter(|place| *place < PAGES).and_then(|place| usize::try_from(place).ok());
    let page = place.and_then(|place| pdf.pages().get(place)).ok_or(ExtractError::Limit("page"))?;
    let (width, height) = page.render_dimensions();
    let scale = (WIDTH / width).min(TALLEST / height);
    // A page without extent has no scale; one that is far too long would leave no column of pixels.
    if !scale.is_finite() || scale * width < 1.0 || scale * height < 1.0 {
        return Err(ExtractError::Limit("extent of the page"));
    }
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    let pixels = render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &size);
    pixels.into_png().map_err(|error| ExtractError::Picture(error.to_string()))
}
