import type PDFDocument from 'pdfkit';
import { between, type Random } from './conversion-random.ts';

type Pdf = InstanceType<typeof PDFDocument>;

const MARGIN = 50;
const COLOURS = ['#1b4f72', '#b03a2e', '#1e8449', '#b9770e', '#6c3483', '#2e4053'] as const;

function colour(random: Random): string {
  return COLOURS[between(random, 0, COLOURS.length - 1)] ?? '#000';
}

/** Fills the rest of the page with paragraphs. */
export function drawParagraphs(pdf: Pdf, paragraph: () => string): void {
  const width = pdf.page.width - 2 * MARGIN;
  pdf.fontSize(10).fillColor('#111');
  for (;;) {
    const text = paragraph();
    if (pdf.y + pdf.heightOfString(text, { width }) > pdf.page.height - MARGIN) return;
    pdf.text(text, MARGIN, pdf.y, { width }).moveDown(0.6);
  }
}

/** Draws axes, a grid and three curves of 150 points at the top of the page. */
export function drawPlot(pdf: Pdf, random: Random): void {
  const [left, top, width, height] = [MARGIN, MARGIN, pdf.page.width - 2 * MARGIN, 180];
  pdf.lineWidth(0.3).strokeColor('#bbb');
  for (let line = 0; line <= 10; line++) {
    const [x, y] = [left + (line * width) / 10, top + (line * height) / 10];
    pdf
      .moveTo(x, top)
      .lineTo(x, top + height)
      .moveTo(left, y)
      .lineTo(left + width, y);
  }
  pdf.stroke().lineWidth(1);
  for (let curve = 0; curve < 3; curve++) {
    let y = top + height / 2;
    pdf.moveTo(left, y);
    for (let point = 1; point <= 150; point++) {
      y = Math.max(top, Math.min(top + height, y + (random() - 0.5) * 20));
      pdf.lineTo(left + (point * width) / 150, y);
    }
    pdf.strokeColor(colour(random)).stroke();
  }
  pdf.y = top + height + 12;
}

/** Draws 4,000 lines and 2,000 curves in 60 colours and widths, and some filled circles. */
export function drawVectors(pdf: Pdf, random: Random): void {
  const { width, height } = pdf.page;
  const x = () => Math.round(random() * width * 100) / 100;
  const y = () => Math.round(random() * height * 100) / 100;
  for (let group = 0; group < 60; group++) {
    pdf.lineWidth(0.2 + random()).strokeColor(colour(random));
    for (let line = 0; line < 67; line++) {
      const [fromX, fromY] = [x(), y()];
      pdf.moveTo(fromX, fromY).lineTo(fromX + (random() - 0.5) * 120, fromY + (random() - 0.5) * 120);
    }
    for (let curve = 0; curve < 33; curve++) {
      const [fromX, fromY] = [x(), y()];
      const near = () => (random() - 0.5) * 150;
      pdf
        .moveTo(fromX, fromY)
        .bezierCurveTo(
          fromX + near(),
          fromY + near(),
          fromX + near(),
          fromY + near(),
          fromX + near(),
          fromY + near(),
        );
    }
    pdf.stroke();
    pdf.circle(x(), y(), 4 + random() * 12).fill(colour(random));
  }
}

/** Draws a gradient background, translucent shapes, a title, bullet points and a photograph. */
export function drawSlide(pdf: Pdf, random: Random, photo: Buffer): void {
  const { width, height } = pdf.page;
  const background = pdf.linearGradient(0, 0, width, height);
  background.stop(0, '#fdfefe').stop(0.6, '#d6eaf8').stop(1, colour(random));
  pdf.rect(0, 0, width, height).fill(background);
  for (let shape = 0; shape < 12; shape++) {
    const [x, y, radius] = [random() * width, random() * height, 20 + random() * 90];
    const shade = pdf.radialGradient(x, y, 0, x, y, radius);
    shade.stop(0, '#ffffff').stop(1, colour(random));
    pdf.opacity(0.35);
    if (shape % 2 === 0) pdf.circle(x, y, radius).fill(shade);
    else pdf.roundedRect(x - radius, y - radius / 2, radius * 2, radius, 12).fill(shade);
  }
  pdf.opacity(1);
  pdf.image(photo, width * 0.55, height * 0.25, { width: width * 0.4 });
  pdf.fillColor('#17202a').fontSize(36).text('What the figures of this term show', 40, 40);
  pdf.fontSize(18);
  for (let point = 0; point < 6; point++) {
    pdf.text(`• a point with a number, ${between(random, 10, 99)} %`, 50, 130 + point * 50);
  }
}

/** Draws four columns of small print over drawings and a photograph. */
export function drawPoster(pdf: Pdf, random: Random, photo: Buffer, paragraph: () => string): void {
  const { width, height } = pdf.page;
  const background = pdf.linearGradient(0, 0, 0, height);
  background.stop(0, '#fef9e7').stop(1, '#d5f5e3');
  pdf.rect(0, 0, width, height).fill(background);
  pdf.opacity(0.4);
  drawVectors(pdf, random);
  pdf.opacity(1);
  pdf.image(photo, MARGIN, 130, { width: width - 2 * MARGIN, height: 320 });
  pdf.fillColor('#111').fontSize(52).text('Everything on one sheet', MARGIN, MARGIN);
  const columnWidth = (width - 2 * MARGIN - 45) / 4;
  pdf.fontSize(6);
  for (let column = 0; column < 4; column++) {
    const x = MARGIN + column * (columnWidth + 15);
    pdf.y = 470;
    for (;;) {
      const text = paragraph();
      if (pdf.y + pdf.heightOfString(text, { width: columnWidth }) > height - MARGIN) break;
      pdf.text(text, x, pdf.y, { width: columnWidth }).moveDown(0.4);
    }
  }
}
