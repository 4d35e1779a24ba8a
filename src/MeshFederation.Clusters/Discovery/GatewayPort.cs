namespace MeshFederation.Clusters.Discovery;

/// <summary>A port of a gateway's Service.</summary>
/// <param name="Name">Its name; empty when it has none.</param>
/// <param name="Number">Its number.</param>
/// <param name="NodePort">The port on every node; null when there is none.</param>
internal sealed record GatewayPort(string Name, int Number, int? NodePort)
{
    public override string ToString() => FormattableString.Invariant($"{(Name.Length == 0 ? "" : Name + " ")}{Number}");
}
