package dev.bellwether.local.frontdoor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A sender that uses a published SDK, and records what the SDK reports.
abstract class Client {

    private final Map<String, String> sent = new ConcurrentHashMap<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    /// Returns when the SDK has done with all of it.
    ///
    /// @param address of the service
    /// @param key     write key
    /// @param events  how many, besides a few of each kind
    abstract void send(String address, String key, int events) throws Exception;

    final void noteSent(String id, String account) {
        sent.put(id, account);
    }

    final void noteFailed(String what) {
        failed.add(what);
    }

    final void noteAnswers(String answer, int count) {
        answers.merge(answer, count, Integer::sum);
    }

    /// Ids of the events that have been acknowledged to the SDK, sorted.
    final List<String> sent() {
        return sent.keySet().stream().sorted().toList();
    }

    final int sentCount() {
        return sent.size();
    }

    /// How many of them there are of each account that they belong to.
    final TreeMap<String, Long> sentByAccount() {
        TreeMap<String, Long> accounts = new TreeMap<>();
        sent.values().forEach(account -> accounts.merge(account, 1L, Long::sum));
        return accounts;
    }

    /// What the SDK has given up.
    final List<String> failed() {
        return failed;
    }

    /// How often the SDK was answered what.
    final Map<String, Integer> answers() {
        return answers;
    }
}
