package pt.arquipelago.demo.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where the portal and the catalogue listen, on this machine only. */
record Addresses(int portalPort, int catalogPort) {
    /** The ports asked for, or any free ones where they are taken. */
    static Addresses free(int portalPort, int catalogPort) {
        int portal = freePort(portalPort, -1);
        return new Addresses(portal, freePort(catalogPort, portal));
    }

    String portal() {
        return "http://127.0.0.1:" + portalPort;
    }

    String catalog() {
        return "http://127.0.0.1:" + catalogPort;
    }

    private static int freePort(int wanted, int other) {
        if (wanted != other) {
            try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: any free one.
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StepFailed("no free port on this machine", "stop a server and start the demonstration again");
        }
    }
}
