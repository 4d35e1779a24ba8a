using System.Net;
using System.Net.Sockets;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>Finds ports for real servers in a range of their own.</summary>
internal static class FreePorts
{
    private const int First = 22000;
    private const int Last = 22990;

    /// <summary>The first of three ports in a row that nobody listens on.</summary>
    public static int Find()
    {
        var start = Random.Shared.Next((Last - First) / 10) * 10;
        for (var offset = 0; offset < Last - First; offset += 10)
        {
            var port = First + ((start + offset) % (Last - First));
            if (Enumerable.Range(port, 3).All(IsFree)) return port;
        }

        throw new InvalidOperationException($"No port from {First} to {Last} is free.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
