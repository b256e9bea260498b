/**
 * The shapes that travel between the sandbox and this page (docs/sandbox.md), and the few this page adds.
 *
 * @typedef {{id: number, first_name: string, last_name: string | null, username: string | null,
 *   language_code: string | null, phone: string | null}} Person
 * @typedef {{id: number, first_name: string, username: string | null}} Bot
 * @typedef {{text: string, kind: "text" | "contact" | "location"}} Key
 * @typedef {{rows: Key[][], placeholder: string | null, one_time: boolean, resize: boolean}} Keyboard
 * @typedef {{command: string, description: string}} Command
 * @typedef {{id: number, name: string, closed: boolean}} Topic
 * @typedef {{id: number, type: "private" | "group" | "supergroup" | "channel", title: string, username: string | null,
 *   commands: Command[], keyboard: Keyboard | null, typing: boolean, blocked: boolean, unread: number,
 *   last_message: Message | null, pinned: number | null, can_speak: boolean, members: number, role: string | null, rights: string[],
 *   topics: Topic[] | null}} Chat
 * @typedef {{type: string, offset: number, length: number, url?: string, language?: string}} Entity
 * @typedef {{url: string, name: string | null, size: number | null, mime_type: string | null,
 *   width: number | null, height: number | null}} FileInfo
 * @typedef {{text: string, kind: "callback" | "url" | "copy" | "pay" | "inline" | "other", data?: string, url?: string,
 *   copy?: string, query?: string, here?: boolean}} Button
 * @typedef {{label: string, amount: number}} Price amounts are in the currency's smallest units
 * @typedef {{title: string, description: string, currency: string, total_amount: number, prices: Price[],
 *   tips: number[], max_tip: number, need_name: boolean, need_phone_number: boolean, need_email: boolean,
 *   need_shipping_address: boolean, is_flexible: boolean, photo: string | null, receipt?: number, paid?: number}} Invoice
 * @typedef {{id: string, title: string, prices: Price[]}} Way one way of shipping
 * @typedef {{id: number, name: string, username: string | null, is_bot: boolean, role: string, rights: string[]}} Member
 * @typedef {{kind: string, names: string[], about?: number, amount?: number, currency?: string}} Service what happened, and to whom
 * @typedef {{emoji: string, count: number, mine: boolean}} Reaction
 * @typedef {{message_id: number, date: number, edit_date: number | null, out: boolean,
 *   sender: {id: number, name: string, is_bot: boolean}, via: string | null, kind: string, text: string, service: Service | null,
 *   entities: Entity[], invoice: Invoice | null, thread: number | null, reactions: Reaction[],
 *   file: FileInfo | null, contact: {phone_number: string, first_name: string} | null,
 *   location: {latitude: number, longitude: number} | null, media_group_id: string | null,
 *   reply_to: number | null, buttons: Button[][]}} Message
 * @typedef {{text?: string | null, show_alert?: boolean, url?: string | null}} Answer
 * @typedef {{answer?: Answer | null, open?: string, copied?: string, message_id?: number}} TapResult
 * @typedef {{id: string, type: string, title: string | null, description: string | null, thumbnail: string | null}} Offer one result of an inline query
 * @typedef {{results: Offer[] | null, next_offset?: string | null, button?: {text: string, start: string | null} | null}} Offers
 * @typedef {{paid: boolean, refused?: string, message_id?: number, total_amount?: number}} Payment
 * @typedef {{chat?: number, thread?: number}} Where a chat, and the topic in it unless that is the general one
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
 * @property {() => Where} where what is on screen, as the sandbox wants to be told
 * @property {HTMLElement} root the phone's column
 * @property {(text: string) => Promise<boolean>} send types and sends; false when it could not be sent
 * @property {(url: string) => void} open follows a link as this person
 * @property {(text: string) => void} copy puts text on the clipboard and says so
 * @property {() => void} focus puts the cursor where one writes
 * @property {(message: Message) => void} reply starts a reply
 * @property {(message: Message) => void} edit starts to change one's own message
 * @property {(message: Message) => void} erase deletes a message for everybody
 * @property {(message: Message, emoji: string) => void} react gives a reaction, or takes back the same one
 * @property {(message: Message) => void} pay opens the sheet that pays an invoice, or its receipt
 * @property {(text: string) => void} compose puts the beginning of a message where one writes
 * @property {(bot: Bot, query: string) => void} elsewhere begins an inline query in a chat still to be chosen
 * @property {(message: Message, row: number, column: number, node: HTMLElement) => void} tap
 * @property {(id: number) => Message | undefined} find a message on screen
 * @property {(receipt: number) => Invoice | null} paidWith the bill a receipt belongs to
 * @property {(id: number) => void} reveal scrolls to a message and points at it
 * @property {(message: Message) => void} enlarge opens a photo over everything
 * @property {(text: string, tone?: "plain" | "bad") => void} toast
 */

export {};
