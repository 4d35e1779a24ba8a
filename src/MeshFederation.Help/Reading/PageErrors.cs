namespace MeshFederation.Help.Reading;

/// <summary>Collects the errors of one page, so that a build shows all of them at once.</summary>
internal sealed class PageErrors
{
    private readonly string _path;
    private readonly List<HelpError> _errors = [];

    public PageErrors(string path) => _path = path;

    public void Add(int line, string code, string message) => _errors.Add(new(_path, line, code, message));

    public void ThrowIfAny()
    {
        if (_errors.Count > 0) throw new HelpException([.. _errors.OrderBy(error => error.Line)]);
    }
}
