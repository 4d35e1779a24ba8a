using System.Collections;
using System.Globalization;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes versions of Istio, newest first, each with the routing mode that goes with it.</summary>
public sealed class IstioVersionCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound)
    {
        yield return (IstioVersion.Current.ToString(), Tip(IstioVersion.Current));
        for (var minor = IstioVersion.Current.Minor; minor >= IstioVersion.OldestMinor; minor--)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"1.{minor}"), Tip(new(1, minor, 0)));
        }
    }

    private static string Tip(IstioVersion version) =>
        $"Istio {version}: {(IstioBehavior.GatewayChainsPerService(version) ? MeshRoutingMode.ClientSni : MeshRoutingMode.EnvoyFilter)}, "
        + $"{IstioBehavior.NetworkingApiVersion(version)}";
}
