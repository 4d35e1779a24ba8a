namespace MeshFederation.Model.Ports;

/// <summary>The words that Istio has for protocols (istio pkg/config/protocol/instance.go).</summary>
public static class ProtocolNames
{
    private static readonly Dictionary<string, int> ByName = Words();

    /// <summary>The protocols that a port of a federated service may declare.</summary>
    public static IReadOnlyList<IstioProtocol> Declarable => Declared.Federable;

    /// <summary>Whether a port of a federated service can be of the protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>False for UDP, which no gateway passes on, and for HTTP_PROXY, which no Service has.</returns>
    public static bool IsFederable(IstioProtocol protocol) => protocol is not (IstioProtocol.UDP or IstioProtocol.HTTPProxy);

    /// <summary>The protocol as Istio writes it.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The word, as <c>GRPC-Web</c>; empty where none is declared.</returns>
    public static string ToIstioName(this IstioProtocol protocol) => protocol switch
    {
        IstioProtocol.GRPCWeb => "GRPC-Web",
        IstioProtocol.HTTPProxy => "HTTP_PROXY",
        IstioProtocol.Undeclared => "",
        _ => protocol.ToString(),
    };

    /// <summary>The protocol that Istio reads from a word, whatever its case.</summary>
    /// <param name="name">The word.</param>
    /// <returns>The protocol, or null when Istio does not know the word.</returns>
    public static IstioProtocol? Parse(string name) => ByName.TryGetValue(name, out var protocol) ? (IstioProtocol)protocol : null;

    /// <summary>By number: the runtime has code for dictionaries of numbers, and a fresh session would compile that for an enum.</summary>
    private static Dictionary<string, int> Words()
    {
        var words = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var protocol in Enum.GetValues<IstioProtocol>())
        {
            if (protocol != IstioProtocol.Undeclared) words.Add(protocol.ToIstioName(), (int)protocol);
        }

        return words;
    }

    private static class Declared
    {
        public static readonly IReadOnlyList<IstioProtocol> Federable =
            [.. Enum.GetValues<IstioProtocol>().Where(protocol => protocol != IstioProtocol.Undeclared && IsFederable(protocol))];
    }
}
