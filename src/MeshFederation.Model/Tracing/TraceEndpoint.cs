using MeshFederation.Model.Text;

namespace MeshFederation.Model.Tracing;

/// <summary>An address that a destination leads to.</summary>
public sealed record TraceEndpoint
{
    internal TraceEndpoint(string cluster, string address, int port) => (Cluster, Address, Port) = (cluster, address, port);

    /// <summary>The cluster whose proxy calls it.</summary>
    public string Cluster { get; internal init; }

    /// <summary>The IP address or host name; of a pod whose address is not known, and of what stands for pods, the object.</summary>
    public string Address { get; internal init; }

    /// <summary>The port that is connected to; 0 where it is a name that is not known.</summary>
    public int Port { get; internal init; }

    /// <summary>The rank: as long as enough of the lower ones live, none of the higher is called.</summary>
    public int Priority { get; internal init; }

    /// <summary>How often it is called beside the others of its rank, whose weight is 1 where nothing is said.</summary>
    public int Weight { get; internal init; } = 1;

    /// <summary>Whether the mesh's TLS is spoken to it; null where that is not known.</summary>
    public bool? MutualTls { get; internal init; }

    /// <summary>Why the pod behind it does not take what is sent; empty where it takes it, or that is not known.</summary>
    public string Refusal { get; internal init; } = "";

    /// <summary>The address and port.</summary>
    /// <returns>The text, as <c>172.18.0.230:15443</c>.</returns>
    public override string ToString() => SocketText.Of(Address, Port);
}
