namespace MeshFederation.Istio.Ports;

/// <summary>What ports of Services, and of pods, carry (k8s.io/api core/v1 Protocol).</summary>
internal static class TransportProtocol
{
    /// <summary>That of ports that say none.</summary>
    public const string Tcp = "TCP";

    public const string Udp = "UDP";

    public const string Sctp = "SCTP";
}
