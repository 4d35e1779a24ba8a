using MeshFederation.Clusters.Api;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity.Trust;

/// <summary>A mesh configuration, and the fields of it that get another value.</summary>
/// <param name="State">The configuration as it was read.</param>
/// <param name="Fields">The fields with what they get.</param>
/// <param name="Text">The configuration as its ConfigMap is to hold it.</param>
/// <param name="Patch">What is shown of it.</param>
internal sealed record PatchedConfig(
    MeshConfigState State, IReadOnlyList<(string Name, UnstructuredList Value)> Fields, string Text, MeshTrustPatch Patch)
{
    /// <summary>The patch by which a cluster accepts trust domains.</summary>
    public static PatchedConfig Accepting(MeshConfigState state, AcceptedDomains field, IReadOnlyCollection<string> domains) =>
        Of(state, [(field.Field, field.With(state.Effective, domains))], domains, patch => patch with { IsAlias = field.IsAlias });

    /// <summary>The patch by which a cluster accepts trust domains no more.</summary>
    public static PatchedConfig Refusing(
        MeshConfigState state, IEnumerable<AcceptedDomains> fields, IReadOnlySet<string> domains, IEnumerable<string> named) => Of(
            state,
            [.. fields.Select(field => (field.Field, field.Without(state.Effective, domains)))],
            named,
            patch => patch with { IsRemoval = true });

    private static PatchedConfig Of(
        MeshConfigState state,
        IReadOnlyList<(string Name, UnstructuredList Value)> fields,
        IEnumerable<string> domains,
        Func<MeshTrustPatch, MeshTrustPatch> mark)
    {
        var text = state.Text;
        foreach (var (name, value) in fields)
        {
            if (value.Count == 0 && state.Shared.List(name).Count > 0) throw TrustErrors.Shared(state, name);
            text = MeshConfigText.With(text, name, value) ?? throw TrustErrors.Layout(state, name);
        }

        var patched = UnstructuredMap.Of([.. fields.Select(field => (field.Name, (object?)field.Value))]);
        var patch = new MeshTrustPatch(state.Cluster.Name, state.Source.Installation, state.Source.Title)
        {
            TrustDomain = domains.ToValueList(),
            Patch = state.Source.Patch(patched, text),
            Recommendation = TrustAdvice.Open(state),
        };
        return new(state, fields, text, mark(patch));
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
            var changed = Changed(istio, "spec", "values", "meshConfig");
            await SureWrites.WriteAsync(api, MeshConfigReading.Istio, changed, ct).ConfigureAwait(false);
            return;
        }

        var isChanged = await OfOperatorAsync(api, ct).ConfigureAwait(false);
        var data = (State.Map.Map("data") ?? UnstructuredMap.Empty).With("mesh", Text);
        try
        {
            await SureWrites.WriteAsync(api, ResourceKinds.ConfigMap, State.Map.With("data", data), ct).ConfigureAwait(false);
        }
        catch (MeshException exception) when (isChanged)
        {
            throw TrustErrors.InPart(State, exception);
        }
        catch (OperationCanceledException exception) when (isChanged)
        {
            throw new OpenWriteException(exception);
        }
    }

    /// <summary>An operator in the cluster would take back what the ConfigMap alone says, so its IstioOperator comes first.</summary>
    private async Task<bool> OfOperatorAsync(KubernetesApi api, CancellationToken ct)
    {
        if (State.Source is not { Installation: IstioInstallation.IstioOperator, Owner.Length: > 0 } source) return false;
        var kind = MeshConfigReading.Operator;
        if (await api.GetAsync(kind, source.OwnerNamespace, source.Owner, ct).ConfigureAwait(false) is not { } owner) return false;
        await SureWrites.WriteAsync(api, kind, Changed(owner, "spec", "meshConfig"), ct).ConfigureAwait(false);
        return true;
    }

    private UnstructuredMap Changed(UnstructuredMap map, params ReadOnlySpan<string> path)
    {
        if (path is [var key, .. var rest]) return map.With(key, Changed(map.Map(key) ?? UnstructuredMap.Empty, rest));
        foreach (var (name, value) in Fields)
        {
            // What is wanted may stand there already, as after a run that was cut off in between.
            if (map.List(name).Any(item => !State.Effective.List(name).Contains(item) && !value.Contains(item)))
                throw TrustErrors.OwnerChanged(State, name);
        }

        return Fields.Aggregate(map, (changed, field) => changed.With(field.Name, field.Value.Count == 0 ? null : field.Value));
    }
}
