using System.Net;
using System.Net.Sockets;

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>Finds ports that nobody listens on.</summary>
internal static class FreePorts
{
    public static int One() => Bind(0)!.Value;

    /// <summary>The first of several ports in a row.</summary>
    public static int Range(int count)
    {
        while (true)
        {
            var first = Random.Shared.Next(12000, 30000);
            if (Enumerable.Range(first, count).All(port => Bind(port) is not null)) return first;
        }
    }

    private static int? Bind(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
