// The icons that are used, from the Aksel set (MIT), bundled as the files they are. They take the colour
// and the size of the text around them.
import alert from '@navikt/aksel-icons/svg/ExclamationmarkTriangle.svg?raw';
import archive from '@navikt/aksel-icons/svg/Archive.svg?raw';
import arrowLeft from '@navikt/aksel-icons/svg/ArrowLeft.svg?raw';
import arrowRight from '@navikt/aksel-icons/svg/ArrowRight.svg?raw';
import banknote from '@navikt/aksel-icons/svg/BankNote.svg?raw';
import bell from '@navikt/aksel-icons/svg/Bell.svg?raw';
import box from '@navikt/aksel-icons/svg/Package.svg?raw';
import buildings from '@navikt/aksel-icons/svg/Buildings3.svg?raw';
import calendar from '@navikt/aksel-icons/svg/Calendar.svg?raw';
import camera from '@navikt/aksel-icons/svg/Camera.svg?raw';
import check from '@navikt/aksel-icons/svg/CheckmarkCircle.svg?raw';
import chevronDown from '@navikt/aksel-icons/svg/ChevronDown.svg?raw';
import clock from '@navikt/aksel-icons/svg/Clock.svg?raw';
import copy from '@navikt/aksel-icons/svg/Files.svg?raw';
import cog from '@navikt/aksel-icons/svg/Cog.svg?raw';
import download from '@navikt/aksel-icons/svg/Download.svg?raw';
import envelope from '@navikt/aksel-icons/svg/EnvelopeClosed.svg?raw';
import envelopeOpen from '@navikt/aksel-icons/svg/EnvelopeOpen.svg?raw';
import externalLink from '@navikt/aksel-icons/svg/ExternalLink.svg?raw';
import eye from '@navikt/aksel-icons/svg/Eye.svg?raw';
import eyeSlash from '@navikt/aksel-icons/svg/EyeSlash.svg?raw';
import file from '@navikt/aksel-icons/svg/File.svg?raw';
import fileImage from '@navikt/aksel-icons/svg/FileImage.svg?raw';
import filePdf from '@navikt/aksel-icons/svg/FilePdf.svg?raw';
import fileText from '@navikt/aksel-icons/svg/FileText.svg?raw';
import flag from '@navikt/aksel-icons/svg/Bookmark.svg?raw';
import flagged from '@navikt/aksel-icons/svg/BookmarkFill.svg?raw';
import folder from '@navikt/aksel-icons/svg/Folder.svg?raw';
import hand from '@navikt/aksel-icons/svg/HandFinger.svg?raw';
import heart from '@navikt/aksel-icons/svg/Heart.svg?raw';
import helping from '@navikt/aksel-icons/svg/HandHeart.svg?raw';
import help from '@navikt/aksel-icons/svg/QuestionmarkCircle.svg?raw';
import home from '@navikt/aksel-icons/svg/House.svg?raw';
import inbox from '@navikt/aksel-icons/svg/Inbox.svg?raw';
import information from '@navikt/aksel-icons/svg/InformationSquare.svg?raw';
import key from '@navikt/aksel-icons/svg/KeyHorizontal.svg?raw';
import language from '@navikt/aksel-icons/svg/Language.svg?raw';
import leave from '@navikt/aksel-icons/svg/Leave.svg?raw';
import lock from '@navikt/aksel-icons/svg/PadlockLocked.svg?raw';
import mobile from '@navikt/aksel-icons/svg/MobileSmall.svg?raw';
import more from '@navikt/aksel-icons/svg/MenuElipsisHorizontal.svg?raw';
import menu from '@navikt/aksel-icons/svg/MenuHamburger.svg?raw';
import minus from '@navikt/aksel-icons/svg/Minus.svg?raw';
import offline from '@navikt/aksel-icons/svg/CloudSlash.svg?raw';
import paperclip from '@navikt/aksel-icons/svg/Paperclip.svg?raw';
import pencil from '@navikt/aksel-icons/svg/Pencil.svg?raw';
import people from '@navikt/aksel-icons/svg/PersonGroup.svg?raw';
import percent from '@navikt/aksel-icons/svg/Percent.svg?raw';
import person from '@navikt/aksel-icons/svg/Person.svg?raw';
import personCheck from '@navikt/aksel-icons/svg/PersonCheckmark.svg?raw';
import plus from '@navikt/aksel-icons/svg/Plus.svg?raw';
import printer from '@navikt/aksel-icons/svg/PrinterSmall.svg?raw';
import receipt from '@navikt/aksel-icons/svg/Receipt.svg?raw';
import sample from '@navikt/aksel-icons/svg/TestFlask.svg?raw';
import seal from '@navikt/aksel-icons/svg/Seal.svg?raw';
import search from '@navikt/aksel-icons/svg/MagnifyingGlass.svg?raw';
import speaker from '@navikt/aksel-icons/svg/SpeakerSoundWave2.svg?raw';
import star from '@navikt/aksel-icons/svg/Star.svg?raw';
import stop from '@navikt/aksel-icons/svg/Stop.svg?raw';
import suitcase from '@navikt/aksel-icons/svg/Baggage.svg?raw';
import sync from '@navikt/aksel-icons/svg/ArrowsCirclepath.svg?raw';
import tag from '@navikt/aksel-icons/svg/Tag.svg?raw';
import trash from '@navikt/aksel-icons/svg/Trash.svg?raw';
import undo from '@navikt/aksel-icons/svg/ArrowUndo.svg?raw';
import upload from '@navikt/aksel-icons/svg/Upload.svg?raw';
import confirm from '@navikt/aksel-icons/svg/ClipboardCheckmark.svg?raw';
import enrol from '@navikt/aksel-icons/svg/PersonPlus.svg?raw';
import laptop from '@navikt/aksel-icons/svg/Laptop.svg?raw';
import sign from '@navikt/aksel-icons/svg/PencilWriting.svg?raw';
import tasks from '@navikt/aksel-icons/svg/Tasklist.svg?raw';
import wallet from '@navikt/aksel-icons/svg/Wallet.svg?raw';
import chevronLeft from '@navikt/aksel-icons/svg/ChevronLeft.svg?raw';
import chevronRight from '@navikt/aksel-icons/svg/ChevronRight.svg?raw';
import confirmed from '@navikt/aksel-icons/svg/Checkmark.svg?raw';
import close from '@navikt/aksel-icons/svg/XMark.svg?raw';

/** Every icon by what it means here. */
export const icons = {
  alert, archive, arrowLeft, arrowRight, bell, buildings, calendar, check, chevronDown, chevronLeft, chevronRight, clock, close, cog, copy, confirm, confirmed,
  download, enrol, envelope, envelopeOpen, externalLink, eye, eyeSlash, file, fileImage, filePdf, fileText,
  flag, flagged, folder, hand, help, helping, inbox, information, key, language, laptop, leave, lock, menu, minus, mobile, more, offline, paperclip,
  banknote, box, camera, heart, home, percent, receipt, seal, star, suitcase, tag, upload,
  // The same arrow says “back to whoever wrote” and “back to where it was”.
  pencil, people, person, personCheck, plus, printer, reply: undo, sample, search, sign, speaker, stop, sync, tasks, trash, undo, wallet,
};

/** The name of an icon. */
export type IconName = keyof typeof icons;

/** Those that point along the line of reading, and lists and the question mark, which are written along it. A clock, a
    check mark and a magnifying glass are the same everywhere. */
export const pointing: ReadonlySet<IconName> = new Set([
  'arrowLeft', 'arrowRight', 'chevronLeft', 'chevronRight', 'externalLink', 'help', 'leave', 'reply', 'tasks', 'undo',
]);
