package io.assent.ad.memory;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Companies that were onboarded: only they advertise. */
@Singleton
public class CompanyMemory {
    private final Set<String> companies = ConcurrentHashMap.newKeySet();

    public void apply(String company) {
        companies.add(company);
    }

    public boolean knows(String company) {
        return companies.contains(company);
    }
}
