using MeshFederation.Clusters.Api;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity.Trust;

/// <summary>A mesh configuration, and the field of it that gets another value.</summary>
/// <param name="State">The configuration as it was read.</param>
/// <param name="Field">The name of the field.</param>
/// <param name="Value">What it gets.</param>
/// <param name="Text">The configuration as its ConfigMap is to hold it.</param>
/// <param name="Patch">What is shown of it.</param>
internal sealed record PatchedConfig(MeshConfigState State, string Field, UnstructuredList Value, string Text, MeshTrustPatch Patch)
{
    public static PatchedConfig Of(MeshConfigState state, AcceptedDomains field, UnstructuredList value, IEnumerable<string> domains)
    {
        var text = MeshConfigText.With(state.Text, field.Field, value) ?? throw TrustErrors.Layout(state, field.Field);
        return new(state, field.Field, value, text, new(state.Cluster.Name, state.Source.Installation, state.Source.Title)
        {
            TrustDomain = domains.ToValueList(),
            IsAlias = field.IsAlias,
            Patch = state.Source.Patch(field.Field, value, text),
            Recommendation = TrustAdvice.Open(state),
        });
    }

    /// <summary>
    /// Writes it; what has changed since it was read is not overwritten. Of what the ConfigMap is made of nothing goes that is not in it.
    /// </summary>
    /// <exception cref="MeshException">It was not written, or only in part, as the message says.</exception>
    public async Task WriteAsync(KubernetesApi api, CancellationToken ct)
    {
        if (State.Source.Installation == IstioInstallation.Sail)
        {
            var istio = await api.GetAsync(MeshConfigReading.Istio, null, State.Source.Owner, ct).ConfigureAwait(false)
                ?? throw TrustErrors.OwnerMissing(State);
            await api.ReplaceAsync(MeshConfigReading.Istio, Changed(istio, "spec", "values", "meshConfig"), ct).ConfigureAwait(false);
            return;
        }

        var isChanged = await OfOperatorAsync(api, ct).ConfigureAwait(false);
        var data = (State.Map.Map("data") ?? UnstructuredMap.Empty).With("mesh", Text);
        try
        {
            await api.ReplaceAsync(ResourceKinds.ConfigMap, State.Map.With("data", data), ct).ConfigureAwait(false);
        }
        catch (MeshException exception) when (isChanged)
        {
            throw TrustErrors.InPart(State, exception);
        }
    }

    /// <summary>An operator in the cluster would take back what the ConfigMap alone says, so its IstioOperator comes first.</summary>
    private async Task<bool> OfOperatorAsync(KubernetesApi api, CancellationToken ct)
    {
        if (State.Source is not { Installation: IstioInstallation.IstioOperator, Owner.Length: > 0 } source) return false;
        var kind = MeshConfigReading.Operator;
        if (await api.GetAsync(kind, source.OwnerNamespace, source.Owner, ct).ConfigureAwait(false) is not { } owner) return false;
        await api.ReplaceAsync(kind, Changed(owner, "spec", "meshConfig"), ct).ConfigureAwait(false);
        return true;
    }

    private UnstructuredMap Changed(UnstructuredMap map, params ReadOnlySpan<string> path)
    {
        if (path is [var key, .. var rest]) return map.With(key, Changed(map.Map(key) ?? UnstructuredMap.Empty, rest));
        if (map.List(Field).Any(item => !State.Effective.List(Field).Contains(item))) throw TrustErrors.OwnerChanged(State, Field);
        return map.With(Field, Value.Count == 0 ? null : Value);
    }
}
