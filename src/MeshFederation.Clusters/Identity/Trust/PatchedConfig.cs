using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Mesh;
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
    /// Writes it; what has changed since it was read is not overwritten. Of what the ConfigMap is made of nothing goes that is not in it,
    /// and nothing comes back. An operator in the cluster would take back what the ConfigMap alone says, so its object comes first.
    /// </summary>
    /// <exception cref="MeshException">It was not written, or only in part, as the message says.</exception>
    public async Task WriteAsync(KubernetesApi api, CancellationToken ct)
    {
        var isSail = State.Source.Installation == IstioInstallation.Sail;
        var owner = await MeshConfigReading.OwnerAsync(State.Source, api, ct).ConfigureAwait(false);
        if (owner is not null)
        {
            // The version of the ConfigMap guards only what is written into it.
            var changed = ChangedOwner.Of(this, owner);
            if (await MeshConfigReading.TextAsync(State, api, ct).ConfigureAwait(false) != State.Text)
                throw TrustErrors.ConfigurationChanged(State);
            await SureWrites.WriteAsync(api, MeshConfigReading.KindOfOwner(State.Source)!, changed, ct).ConfigureAwait(false);
        }

        if (isSail && owner is null) throw TrustErrors.OwnerMissing(State);
        if (isSail) return;
        var data = (State.Map.Map("data") ?? UnstructuredMap.Empty).With(ControlPlaneNames.MeshKey, Text);
        try
        {
            await SureWrites.WriteAsync(api, ResourceKinds.ConfigMap, State.Map.With("data", data), ct).ConfigureAwait(false);
        }
        catch (MeshException exception) when (owner is not null)
        {
            throw TrustErrors.InPart(State, exception);
        }
        catch (OperationCanceledException exception) when (owner is not null)
        {
            throw new OpenWriteException(exception);
        }
    }
}
