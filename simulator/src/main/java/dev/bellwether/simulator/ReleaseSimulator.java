package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.ProductActivated;
import dev.bellwether.ingestion.v1.ProductRelease;
import java.time.LocalDate;

/// Plans which products an account switches on, and when the tenant's releases reach it. A product is released every seven
/// weeks, the products in turn; what runs in the cloud has it the same week, what runs at the customer's waits for weeks.
final class ReleaseSimulator {

    private static final int DAYS_BETWEEN_RELEASES = 49;

    private final Company company;
    private final UsageTrajectory life;
    private final LocalDate firstDay;
    private final int end;
    private final Dice dice;
    private final Milestones milestones;

    ReleaseSimulator(Company company, UsageTrajectory life, LocalDate firstDay, int end, Dice dice, Milestones milestones) {
        this.company = company;
        this.life = life;
        this.firstDay = firstDay;
        this.end = end;
        this.dice = dice;
        this.milestones = milestones;
    }

    void plan(byte[] liking) {
        boolean[] active = new boolean[Catalogue.PRODUCTS.size()];
        for (int rank = 0; rank < Math.min(life.mostFeatures(), Catalogue.FEATURES); rank++) {
            int product = Catalogue.product(liking[rank]);
            if (!active[product]) {
                active[product] = true;
                activate(product, life.start() + (rank == 0 ? 0 : dice.whole(0, 5 + 3 * rank)));
            }
        }
    }

    private void activate(int product, int day) {
        String name = Catalogue.PRODUCTS.get(product);
        ProductActivated activated = ProductActivated.newBuilder().setProduct(name).build();
        if (life.isCustomer(day)) {
            milestones.on(day, event -> event.setSource("product").setProductActivated(activated));
        }
        // Releases follow the calendar, not the history's first day.
        long epochDay = firstDay.toEpochDay();
        long phase = Math.floorMod(-epochDay + product * (DAYS_BETWEEN_RELEASES / Catalogue.PRODUCTS.size()), DAYS_BETWEEN_RELEASES);
        for (int released = (int) phase; released <= end; released += DAYS_BETWEEN_RELEASES) {
            int reached = released + (company.deployment().equals("cloud") ? dice.whole(0, 6) : dice.whole(7, 40));
            if (reached >= day && life.isCustomer(reached)) {
                long number = (epochDay + released) / DAYS_BETWEEN_RELEASES;
                ProductRelease release = ProductRelease.newBuilder().setProduct(name).setRelease("r" + number).build();
                milestones.on(reached, event -> event.setSource("product").setProductRelease(release));
            }
        }
    }
}
