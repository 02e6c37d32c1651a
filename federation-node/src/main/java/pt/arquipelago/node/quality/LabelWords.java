package pt.arquipelago.node.quality;

import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.node.lake.Text;

/** The page's words, in the two languages of the portal. */
enum LabelWords {
    PT, EN;

    static LabelWords of(String language) {
        return language.equals("pt") ? PT : EN;
    }

    String code() {
        return this == PT ? "pt" : "en";
    }

    String of(Text text) {
        return this == PT ? text.pt() : text.en();
    }

    String of(LocalText text) {
        return text.in(code());
    }

    String title() {
        return say("Rótulo de qualidade e utilidade (provisório)", "Quality and utility label (provisional)");
    }

    String hint() {
        return say("Elementos do artigo 78.º, n.º 3, do Regulamento (UE) 2025/327. A forma oficial do rótulo aguarda um ato de execução. Os números são exatos e ficam na instituição; o catálogo mostra-os arredondados.",
                "Elements of Article 78(3) of Regulation (EU) 2025/327. The label's official form awaits an implementing act. The numbers are exact and stay at the institution; the catalogue shows them rounded.");
    }

    String state() {
        return say("Versão do lago", "Lake version");
    }

    String rows() {
        return say("linhas", "rows");
    }

    String persons() {
        return say("pessoas", "persons");
    }

    String period() {
        return say("período", "period");
    }

    String averageDays() {
        return say("dias em média de uma pessoa no conjunto", "days of a person in the dataset on average");
    }

    String overLoads() {
        return say("Ao longo dos carregamentos", "Over the loads");
    }

    String loads() {
        return say("carregamentos", "loads");
    }

    String target() {
        return say("meta", "target");
    }

    String notMeasured() {
        return say("não medido", "not measured");
    }

    String days() {
        return say("dias", "days");
    }

    String ninety() {
        return say("nove em cada dez registos dentro de", "nine of ten records within");
    }

    String columns() {
        return say("Completude por coluna", "Completeness by column");
    }

    String column() {
        return say("Coluna", "Column");
    }

    String withValue() {
        return say("Com valor", "With a value");
    }

    String share() {
        return say("Percentagem", "Share");
    }

    String checks() {
        return say("Validade e coerência", "Validity and consistency");
    }

    String check() {
        return say("Verificação", "Check");
    }

    String kept() {
        return say("Cumprem", "Keep it");
    }

    String accepted() {
        return say("Linhas aceites", "Rows accepted");
    }

    String standsIn() {
        return say("consta de", "stands in");
    }

    String delay() {
        return say("Dias da recolha ao carregamento", "Days from collection to load");
    }

    String more() {
        return say("mais", "more");
    }

    String coverage() {
        return say("Cobertura dos inscritos, por idade e sexo", "Coverage of the registered, by age and sex");
    }

    String registered() {
        return say("inscritos", "registered");
    }

    String age() {
        return say("Idade", "Age");
    }

    String documentation() {
        return say("Documentação", "Documentation");
    }

    String notStated() {
        return say("não declarado", "not stated");
    }

    String nothing() {
        return say("Nenhum carregamento foi medido ainda.", "No load was measured yet.");
    }

    private String say(String pt, String en) {
        return this == PT ? pt : en;
    }
}
