package sdde.report.document;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** One self-contained page: style, script and figures inside, nothing fetched. The template escapes every text. */
public final class HtmlFormat {
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
                "blocks", section.blocks().stream().map(HtmlFormat::block).toList());
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
            return Map.of("kind", "figure", "id", figure.id(), "caption", figure.caption(), "svg", figure.svg());
        }
        if (block instanceof Block.Picture picture) {
            String base64 = Base64.getEncoder().encodeToString(picture.png());
            return Map.of("kind", "picture", "id", picture.id(), "caption", picture.caption(), "base64", base64);
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
