"""Telegram's own names of pictures it already has, per bot: they die with the token, the bytes stay with us."""

from sqlalchemy import BigInteger, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, Database, insert_for


class PhotoFile(Base):
    """What this bot may send instead of uploading a picture again."""

    __tablename__ = "photo_file"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    picture: Mapped[str] = mapped_column(String(80), primary_key=True)
    file_id: Mapped[str] = mapped_column(String(300))


class PhotoFiles:
    """The cache of file ids: memory first, then the database."""

    def __init__(self, database: Database, bot_id: int) -> None:
        """Serve one bot."""
        self._database, self._bot_id = database, bot_id
        self._known: dict[str, str] = {}

    async def find(self, picture: str) -> str | None:
        """Give Telegram's id of a picture, if it has one."""
        if picture in self._known:
            return self._known[picture]
        async with self._database.reading() as session:
            file_id = await session.scalar(
                select(PhotoFile.file_id).where(
                    PhotoFile.bot_id == self._bot_id, PhotoFile.picture == picture
                )
            )
        if file_id is not None:
            self._known[picture] = file_id
        return file_id

    async def remember(self, picture: str, file_id: str) -> None:
        """Keep Telegram's id of a picture."""
        if self._known.get(picture) == file_id:
            return
        self._known[picture] = file_id
        async with self._database.transaction() as session:
            statement = insert_for(session)(PhotoFile).values(
                bot_id=self._bot_id, picture=picture, file_id=file_id
            )
            await session.execute(
                statement.on_conflict_do_update(
                    index_elements=[PhotoFile.bot_id, PhotoFile.picture], set_={"file_id": file_id}
                )
            )

    async def forget(self, picture: str) -> None:
        """Telegram does not know this id any more."""
        self._known.pop(picture, None)
        async with self._database.transaction() as session:
            await session.execute(
                delete(PhotoFile).where(PhotoFile.bot_id == self._bot_id, PhotoFile.picture == picture)
            )
