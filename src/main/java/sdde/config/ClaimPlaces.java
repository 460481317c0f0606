package sdde.config;

/** Where a claim stands. @param set where it names the set of its endpoint; where it begins, if it names none */
public record ClaimPlaces(Place claim, Place set) {}
