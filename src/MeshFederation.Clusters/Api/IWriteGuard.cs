using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>Who may write only for a while, as long as a lease holds, is asked before each try of each write.</summary>
internal interface IWriteGuard
{
    /// <summary>How long a write may take that is sent now; zero when none may be sent any more.</summary>
    Task<TimeSpan> TimeLeftAsync(CancellationToken ct);

    /// <summary>Whether one may be sent at this moment, as far as is known without asking anybody.</summary>
    bool MayWriteNow { get; }

    /// <summary>Why none may be sent any more; null while any may.</summary>
    MeshException? Refusal { get; }
}
