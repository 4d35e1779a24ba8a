using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Checks;

/// <summary>The base of all checks.</summary>
internal abstract class LiveCheck : ILiveCheck
{
    /// <inheritdoc />
    public abstract string Id { get; }

    /// <inheritdoc />
    public abstract string Category { get; }

    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public virtual IReadOnlyList<Fault> Faults => [];

    /// <inheritdoc />
    public abstract IEnumerable<MeshCheck> Run(CheckScene scene);

    protected MeshCheck Passed(string cluster, string message, string peer = "") => Make(CheckStatus.Passed, cluster, peer, message, "");

    protected MeshCheck Warned(string cluster, string message, string hint, string peer = "") =>
        Make(CheckStatus.Warned, cluster, peer, message, hint);

    protected MeshCheck Failed(string cluster, string message, string hint, string peer = "") =>
        Make(CheckStatus.Failed, cluster, peer, message, hint);

    protected MeshCheck NotChecked(string cluster, string message, string hint = "", string peer = "") =>
        Make(CheckStatus.NotChecked, cluster, peer, message, hint);

    /// <summary>A fault, in the words in which rules and traces say it.</summary>
    protected MeshCheck Found(string cluster, Fault fault, string message, string peer = "") => Make(
        fault.Severity switch
        {
            FindingSeverity.Error => CheckStatus.Failed,
            FindingSeverity.Warning => CheckStatus.Warned,
            _ => CheckStatus.NotChecked,
        },
        cluster,
        peer,
        Fault.Sentence(message.TrimEnd('.')),
        fault.Recommendation) with { Rule = fault.Id };

    private MeshCheck Make(CheckStatus status, string cluster, string peer, string message, string hint) =>
        new(id: Id, category: Category, name: Name, cluster: cluster, status: status, message: message) { Peer = peer, Hint = hint };
}
