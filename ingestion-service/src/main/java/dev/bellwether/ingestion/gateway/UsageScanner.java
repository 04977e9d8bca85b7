package dev.bellwether.ingestion.gateway;

import dev.bellwether.ingestion.validation.AsciiForm;
import dev.bellwether.ingestion.validation.EventLimits;
import dev.bellwether.ingestion.validation.TimeWindow;

/// Recognises good usage events (a feature used, a session, a sign-in) by their bytes, without building a message. These
/// are nearly all that a platform sees.
///
/// It says yes only to what [EventValidator] would take and what serializing it again would leave as it is: each field at most once, in
/// the order of its number, in its shortest form, texts in ASCII. Everything else is for the parser and the validator,
/// which also say what is wrong with it. One per batch; not for several threads.
final class UsageScanner {

    private static final int TENANT = 0x0A;
    private static final int ACCOUNT = 0x12;
    private static final int USER = 0x1A;
    private static final int EVENT_ID = 0x22;
    private static final int SOURCE = 0x2A;
    private static final int OCCURRED_AT = 0x32;
    private static final int SEQUENCE = 0x38;
    private static final int FEATURE_USED = 0x7A;
    // Numbers from 16 on take two bytes.
    private static final int SESSION = 0x82;
    private static final int SIGN_IN = 0x8A;
    private static final int HIGH = 0x01;
    private static final int FIRST_MESSAGE = 0x0A;
    private static final int SECOND_TEXT = 0x12;
    private static final int FIRST_NUMBER = 0x08;
    private static final int SECOND_NUMBER = 0x10;
    private static final int THIRD_NUMBER = 0x18;
    private static final int FOURTH_MESSAGE = 0x22;
    private static final int NANOS = 1_000_000_000;

    private final long earliest;
    private final long latest;
    private byte[] bytes;
    private int at;
    private int end;
    private int tenantStart;
    private int tenantEnd;
    private int accountStart;
    private int accountEnd;
    private int textStart;
    /// Where what [#length] has announced ends.
    private int textEnd;
    private long value;

    UsageScanner(TimeWindow window) {
        this.earliest = window.earliest().getEpochSecond();
        this.latest = window.latest().getEpochSecond();
    }

    boolean isGood(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.at = start;
        this.end = start + length;
        return length <= EventLimits.BYTES && envelope() && fact() && at == end;
    }

    /// The record's key, `tenant/account`, of the event that was scanned last and found good.
    byte[] key() {
        int tenant = tenantEnd - tenantStart;
        int account = accountEnd - accountStart;
        byte[] key = new byte[tenant + 1 + account];
        System.arraycopy(bytes, tenantStart, key, 0, tenant);
        key[tenant] = '/';
        System.arraycopy(bytes, accountStart, key, tenant + 1, account);
        return key;
    }

    private boolean envelope() {
        if (!isNext(TENANT) || !id(EventLimits.TENANT)) {
            return false;
        }
        tenantStart = textStart;
        tenantEnd = at;
        if (!isNext(ACCOUNT) || !id(EventLimits.ACCOUNT)) {
            return false;
        }
        accountStart = textStart;
        accountEnd = at;
        return (!isNext(USER) || text(EventLimits.USER))
                && isNext(EVENT_ID) && text(EventLimits.EVENT_ID)
                && (!isNext(SOURCE) || text(EventLimits.SOURCE))
                && isNext(OCCURRED_AT) && time()
                && (!isNext(SEQUENCE) || number(0, Long.MAX_VALUE));
    }

    private boolean fact() {
        if (isNext(FEATURE_USED)) {
            return message() && isNext(FIRST_MESSAGE) && text(EventLimits.FEATURE)
                    && (!isNext(SECOND_TEXT) || text(EventLimits.FEATURE_PRODUCT))
                    && (!isNext(THIRD_NUMBER) || number(0, EventLimits.FEATURE_COUNT))
                    && (!isNext(FOURTH_MESSAGE) || duration(EventLimits.FEATURE_SECONDS));
        }
        if (at + 1 < end && bytes[at + 1] == HIGH) {
            int tag = bytes[at] & 0xff;
            at += 2;
            return switch (tag) {
                case SESSION -> session();
                case SIGN_IN -> at + 1 == end && bytes[at++] == 0;
                default -> false;
            };
        }
        return false;
    }

    private boolean session() {
        if (at + 1 == end && bytes[at] == 0) {
            at++;
            return true;
        }
        return message() && (!isNext(FIRST_MESSAGE) || duration(EventLimits.SESSION_SECONDS))
                && (!isNext(SECOND_TEXT) || text(EventLimits.SESSION_PRODUCT));
    }

    /// Seconds from 1 on and nanoseconds from 1 on; 0 is not written.
    private boolean duration(long most) {
        return length(20)
                && (!isNext(FIRST_NUMBER) || number(1, most - 1))
                && (!isNext(SECOND_NUMBER) || number(1, NANOS - 1))
                && at == textEnd;
    }

    private boolean time() {
        return length(20)
                && isNext(FIRST_NUMBER) && number(Math.max(1, earliest + 1), latest - 1)
                && (!isNext(SECOND_NUMBER) || number(1, NANOS - 1))
                && at == textEnd;
    }

    /// The last field of the event: its length is what is left.
    private boolean message() {
        return length(EventLimits.BYTES) && textEnd == end;
    }

    private boolean isNext(int tag) {
        if (at < end && (bytes[at] & 0xff) == tag) {
            at++;
            return true;
        }
        return false;
    }

    /// From 1 to `most` bytes are announced, and there.
    private boolean length(int most) {
        if (!number(1, most)) {
            return false;
        }
        textStart = at;
        textEnd = at + (int) value;
        return textEnd <= end;
    }

    /// A number in its shortest form.
    private boolean number(long least, long most) {
        value = 0;
        for (int shift = 0; shift < 63 && at < end; shift += 7) {
            byte part = bytes[at++];
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return (part != 0 || shift == 0) && value >= least && value <= most;
            }
        }
        return false;
    }

    private boolean text(int most) {
        if (!length(most)) {
            return false;
        }
        for (; at < textEnd; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean id(AsciiForm form) {
        if (!length(form.longest()) || !form.matches(bytes, at, textEnd)) {
            return false;
        }
        at = textEnd;
        return true;
    }
}
