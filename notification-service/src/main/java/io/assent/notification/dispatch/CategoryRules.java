package io.assent.notification.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of all categories by the day from which they hold; a message is handled by those of its own time. */
public final class CategoryRules {
    private final Map<Category, TreeMap<LocalDate, CategoryRule>> byCategory = new EnumMap<>(Category.class);

    public CategoryRules(Collection<CategoryRule> rules) {
        for (CategoryRule rule : rules) {
            CategoryRule twin = byCategory
                    .computeIfAbsent(rule.category(), _ -> new TreeMap<>())
                    .put(rule.effectiveFrom(), rule);
            if (twin != null) {
                throw new IllegalArgumentException(
                        "two rules for " + rule.category().code() + " from " + rule.effectiveFrom());
            }
        }
        for (Category category : Category.values()) {
            if (!byCategory.containsKey(category)) {
                throw new IllegalArgumentException("no rule for " + category.code());
            }
        }
    }

    /** The rule in force; before the first there is none other than the first. */
    public CategoryRule at(Category category, Instant time) {
        TreeMap<LocalDate, CategoryRule> dated = byCategory.getOrDefault(category, new TreeMap<>());
        Map.Entry<LocalDate, CategoryRule> rule =
                dated.floorEntry(time.atZone(ZoneOffset.UTC).toLocalDate());
        return (rule == null ? dated.firstEntry() : rule).getValue();
    }

    public List<CategoryRule> all() {
        return byCategory.values().stream()
                .flatMap(dated -> dated.values().stream())
                .toList();
    }
}
