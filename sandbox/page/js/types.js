/**
 * The shapes that travel between the sandbox and this page (docs/sandbox.md), and the few this page adds.
 *
 * @typedef {{id: number, first_name: string, last_name: string | null, username: string | null,
 *   language_code: string | null, phone: string | null}} Person
 * @typedef {{id: number, first_name: string, username: string | null}} Bot
 * @typedef {{text: string, kind: "text" | "contact" | "location"}} Key
 * @typedef {{rows: Key[][], placeholder: string | null, one_time: boolean, resize: boolean}} Keyboard
 * @typedef {{command: string, description: string}} Command
 * @typedef {{id: number, type: string, title: string, username: string | null, commands: Command[],
 *   keyboard: Keyboard | null, typing: boolean, blocked: boolean, unread: number,
 *   last_message: Message | null}} Chat
 * @typedef {{type: string, offset: number, length: number, url?: string, language?: string}} Entity
 * @typedef {{url: string, name: string | null, size: number | null, mime_type: string | null,
 *   width: number | null, height: number | null}} FileInfo
 * @typedef {{text: string, kind: "callback" | "url" | "copy" | "other", data?: string, url?: string,
 *   copy?: string}} Button
 * @typedef {{message_id: number, date: number, edit_date: number | null, out: boolean,
 *   sender: {id: number, name: string, is_bot: boolean}, kind: string, text: string, entities: Entity[],
 *   file: FileInfo | null, contact: {phone_number: string, first_name: string} | null,
 *   location: {latitude: number, longitude: number} | null, media_group_id: string | null,
 *   reply_to: number | null, buttons: Button[][]}} Message
 * @typedef {{text?: string | null, show_alert?: boolean, url?: string | null}} Answer
 * @typedef {{answer?: Answer | null, open?: string, copied?: string, message_id?: number}} TapResult
 * @typedef {{method: string, field: string | null, value: unknown, rule: string}} Problem
 * @typedef {{n: number, at: number, bot: number | null, method: string, params: Record<string, unknown>,
 *   ok: boolean, status: number, result?: unknown, description?: string, ms: number,
 *   problems: Problem[]}} Call
 */

/**
 * What the parts of one phone may ask of it.
 *
 * @typedef {object} PhoneContext
 * @property {Person} person whose phone this is
 * @property {() => number | undefined} chatId the chat on screen, as this person sees it
 * @property {() => Chat | null} chat
 * @property {HTMLElement} root the phone's column
 * @property {(text: string) => Promise<boolean>} send types and sends; false when it could not be sent
 * @property {(url: string) => void} open follows a link as this person
 * @property {(text: string) => void} copy puts text on the clipboard and says so
 * @property {(message: Message) => void} reply starts a reply
 * @property {(message: Message) => void} erase deletes one of this person's own messages
 * @property {(message: Message, row: number, column: number, node: HTMLElement) => void} tap
 * @property {(id: number) => Message | undefined} find a message on screen
 * @property {(id: number) => void} reveal scrolls to a message and points at it
 * @property {(message: Message) => void} enlarge opens a photo over everything
 * @property {(text: string, tone?: "plain" | "bad") => void} toast
 */

export {};
