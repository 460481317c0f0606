package sdde.report.document;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One self-contained page: style, script and figures inside, nothing fetched. The template escapes every text. */
public final class HtmlFormat {
    /** In pixels; wider figures have a row of the page to themselves. */
    private static final double HALF_A_PAGE = 680;

    private static final Pattern WIDTH = Pattern.compile("<svg[^>]* width=\"([0-9.]+)\"");

    private static final Configuration TEMPLATES = configuration();

    private HtmlFormat() {}

    public static String of(Document document) {
        StringWriter out = new StringWriter();
        try {
            TEMPLATES.getTemplate("report.ftlh").process(model(document), out);
        } catch (TemplateException e) {
            throw new IllegalStateException("the report's template does not fit its model", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot load the report's template", e);
        }
        return out.toString();
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_33);
        configuration.setClassForTemplateLoading(HtmlFormat.class, "/sdde/report");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        return configuration;
    }

    private static Map<String, Object> model(Document document) {
        return Map.of(
                "title", document.title(),
                "banner", document.banner(),
                "lead", document.lead(),
                "sections",
                        document.sections().stream().map(HtmlFormat::section).toList());
    }

    private static Map<String, Object> section(Section section) {
        return Map.of(
                "id", section.id(),
                "title", section.title(),
                "blocks", blocks(section.blocks()));
    }

    /** Pictures that follow each other become one block, so that they stand side by side where there is room. */
    private static List<Map<String, Object>> blocks(List<Block> blocks) {
        List<Map<String, Object>> models = new ArrayList<>();
        List<Map<String, Object>> row = new ArrayList<>();
        for (Block block : blocks) {
            boolean picture = block instanceof Block.Figure || block instanceof Block.Picture;
            if (!picture) {
                row = new ArrayList<>();
                models.add(block(block));
            } else {
                if (row.isEmpty()) {
                    models.add(Map.of("kind", "figures", "items", row));
                }
                row.add(block(block));
            }
        }
        return models;
    }

    private static Map<String, Object> block(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            String tone = paragraph.tone().name().toLowerCase(Locale.ROOT);
            return Map.of("kind", "paragraph", "text", paragraph.text(), "tone", tone);
        }
        if (block instanceof Block.Bullets bullets) {
            return Map.of("kind", "bullets", "items", bullets.items());
        }
        if (block instanceof Block.Listing listing) {
            return Map.of(
                    "kind",
                    "listing",
                    "caption",
                    listing.caption(),
                    "text",
                    listing.text(),
                    "folded",
                    listing.folded());
        }
        if (block instanceof Block.Figure figure) {
            return Map.of(
                    "kind", "figure",
                    "id", figure.id(),
                    "caption", figure.caption(),
                    "svg", figure.svg(),
                    "wide", width(figure.svg()) > HALF_A_PAGE);
        }
        if (block instanceof Block.Picture picture) {
            String base64 = Base64.getEncoder().encodeToString(picture.png());
            return Map.of(
                    "kind",
                    "picture",
                    "id",
                    picture.id(),
                    "caption",
                    picture.caption(),
                    "base64",
                    base64,
                    "wide",
                    false);
        }
        return table((Table) block);
    }

    private static Map<String, Object> table(Table table) {
        return Map.of(
                "kind", "table",
                "id", table.id(),
                "caption", table.caption(),
                "columns", table.columns().stream().map(HtmlFormat::column).toList(),
                "rows",
                        table.rows().stream()
                                .map(row -> row.stream().map(HtmlFormat::cell).toList())
                                .toList(),
                "notes", table.notes(),
                "folded", table.folded());
    }

    private static Map<String, Object> column(Table.Column column) {
        return Map.of("header", column.header(), "numeric", column.numeric());
    }

    private static Map<String, Object> cell(Cell cell) {
        return Map.of(
                "text", cell.text(),
                "detail", cell.detail(),
                "mark", mark(cell),
                "sort", sortValue(cell));
    }

    /** Of the whole document, in pixels; 0 if it does not say. */
    private static double width(String svg) {
        Matcher width = WIDTH.matcher(svg);
        return width.find() ? Double.parseDouble(width.group(1)) : 0;
    }

    private static String mark(Cell cell) {
        if (!(cell instanceof Cell.Estimate estimate)) {
            return "";
        }
        return estimate.has(Mark.BEST) ? "best" : estimate.has(Mark.TIED) ? "tied" : "";
    }

    private static String sortValue(Cell cell) {
        if (cell instanceof Cell.Estimate estimate) {
            return Digits.raw(estimate.mean());
        }
        return cell instanceof Cell.Quantity quantity ? Digits.raw(quantity.value()) : "";
    }
}
