using System.Globalization;

namespace MeshFederation.Clusters.Discovery;

/// <summary>A port of a gateway's Service.</summary>
/// <param name="Name">Its name; empty when it has none.</param>
/// <param name="Number">Its number.</param>
/// <param name="NodePort">The port on every node; null when there is none.</param>
/// <param name="Target">The port of the pods that it leads to: a number, or the name of a container's port.</param>
internal sealed record GatewayPort(string Name, int Number, int? NodePort, string Target)
{
    /// <summary>The number of the port of the pods.</summary>
    /// <param name="pods">The pods, whose containers name their ports.</param>
    /// <returns>The number; null when it is named, and no pod tells its number.</returns>
    public int? TargetOn(GatewayPods pods) =>
        int.TryParse(Target, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : pods.Port.TryGetValue(Target, out var named) ? named : null;

    public override string ToString() => FormattableString.Invariant($"{(Name.Length == 0 ? "" : Name + " ")}{Number}");
}
