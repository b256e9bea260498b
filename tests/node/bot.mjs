// A bot as grammY's guide has it. It knows nothing of the sandbox but the address of its Telegram.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { delimiter } from "node:path";
import process from "node:process";
import {
  Bot,
  GrammyError,
  InlineKeyboard,
  InlineQueryResultBuilder,
  InputFile,
  InputMediaBuilder,
  webhookCallback,
} from "grammy";

const { TELEGRAM, TOKEN, UPDATES, PICTURES, NEVER_DONE } = process.env;
const SECRET = "a-secret";
const [first, second] = PICTURES.split(delimiter);
const charges = new Map();
const bot = new Bot(TOKEN, { client: { apiRoot: TELEGRAM } });

const button = (text, data) => new InlineKeyboard().text(text, data);

bot.command("start", (ctx) =>
  ctx.reply(`<b>Welcome</b>, ${ctx.from.first_name}`, {
    parse_mode: "HTML",
    reply_markup: button("Count", "count:0"),
  }));

bot.callbackQuery(/^count:(\d+)$/, async (ctx) => {
  const number = Number(ctx.match[1]) + 1;
  await ctx.answerCallbackQuery(`Counted ${number}`);
  await ctx.editMessageText(`Taps: ${number}`, { reply_markup: button("Count", `count:${number}`) });
});

bot.command("album", (ctx) =>
  ctx.replyWithMediaGroup([
    InputMediaBuilder.photo(new InputFile(first), { caption: "Two of them" }),
    InputMediaBuilder.photo(new InputFile(second)),
  ]));

bot.command("edits", async (ctx) => {
  const { api, chat } = ctx;
  const text = await ctx.reply("draft");
  await api.editMessageText(chat.id, text.message_id, "<i>final</i>", { parse_mode: "HTML" });
  const photo = await ctx.replyWithPhoto(new InputFile(first), { caption: "old words" });
  await api.editMessageCaption(chat.id, photo.message_id, { caption: "new words" });
  const other = await ctx.replyWithPhoto(new InputFile(first), { caption: "the first" });
  const media = InputMediaBuilder.photo(new InputFile(await readFile(second), "b.jpg"), { caption: "the second" });
  await api.editMessageMedia(chat.id, other.message_id, media);
  const buttons = await ctx.reply("Choose", { reply_markup: button("Old", "old") });
  await api.editMessageReplyMarkup(chat.id, buttons.message_id, { reply_markup: button("New", "new") });
});

bot.command("buy", (ctx) =>
  ctx.replyWithInvoice("Mug", "A mug of clay", "mug", "IDR", [{ label: "Mug", amount: 5_000_000 }], {
    provider_token: "provider:test",
    need_name: true,
    is_flexible: true,
  }));

bot.command("stars", (ctx) =>
  ctx.replyWithInvoice("Thanks", "Five Stars", "thanks", "XTR", [{ label: "Thanks", amount: 5 }]));

bot.on("shipping_query", (ctx) =>
  ctx.answerShippingQuery(true, {
    shipping_options: [["slow", "Slow", 1_000_000], ["fast", "Fast", 2_500_000]].map(([id, title, amount]) => ({
      id,
      title,
      prices: [{ label: title, amount }],
    })),
  }));

bot.on("pre_checkout_query", (ctx) => ctx.answerPreCheckoutQuery(true));

bot.on("message:successful_payment", async (ctx) => {
  const payment = ctx.message.successful_payment;
  charges.set(ctx.chat.id, payment.telegram_payment_charge_id);
  const by = payment.shipping_option_id ? ` by ${payment.shipping_option_id}` : "";
  await ctx.reply(`Paid ${payment.total_amount} ${payment.currency} for ${payment.invoice_payload}${by}`);
});

bot.command("refund", async (ctx) => {
  try {
    await ctx.api.refundStarPayment(ctx.from.id, charges.get(ctx.chat.id));
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    await ctx.reply("Refused");
  }
});

bot.on("inline_query", (ctx) => {
  const loud = InlineQueryResultBuilder
    .article("loud", "Loud", { reply_markup: button("Like", "like") })
    .text(ctx.inlineQuery.query.toUpperCase());
  return ctx.answerInlineQuery([loud], { cache_time: 0, is_personal: true });
});

bot.on("chosen_inline_result", (ctx) =>
  ctx.api.sendMessage(ctx.from.id, `Chosen: ${ctx.chosenInlineResult.result_id}`));

bot.callbackQuery("like", async (ctx) => {
  await ctx.answerCallbackQuery({ text: "Liked", show_alert: true });
  await ctx.editMessageText("Liked by one");
});

bot.command("work", async (ctx) => {
  await ctx.reply("Started");
  if (NEVER_DONE) await new Promise((done) => setTimeout(done, 3_600_000));
  await ctx.reply("Done");
});

bot.on("message:photo", async (ctx) => {
  const file = await ctx.getFile();
  const response = await fetch(`${TELEGRAM}/file/bot${TOKEN}/${file.file_path}`);
  const content = new Uint8Array(await response.arrayBuffer());
  await ctx.replyWithPhoto(new InputFile(content, "back.jpg"), {
    caption: `${content.length} bytes`,
    reply_parameters: { message_id: ctx.message.message_id },
  });
});

bot.on("message:text", (ctx) =>
  ctx.reply(ctx.message.text, { reply_parameters: { message_id: ctx.message.message_id } }));

if (UPDATES === "webhook") {
  const server = createServer(webhookCallback(bot, "http", { secretToken: SECRET }));
  server.listen(0, "127.0.0.1", () =>
    bot.api.setWebhook(`http://127.0.0.1:${server.address().port}/hook`, { secret_token: SECRET }));
  process.once("SIGTERM", () => {
    server.closeAllConnections();
    server.close();
  });
} else {
  process.once("SIGTERM", () => bot.stop());
  bot.start();
}
